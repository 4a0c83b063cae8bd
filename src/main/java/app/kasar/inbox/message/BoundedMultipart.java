package app.kasar.inbox.message;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The library's multipart with its errors forgiven: what was read of it before it went wrong is kept, up to a number of parts. */
final class BoundedMultipart extends MimeMultipart {
    private final int most;
    private final List<MimeBodyPart> found = new ArrayList<>();

    private BoundedMultipart(DataSource source, int most) throws MessagingException {
        super(source);
        this.most = most;
    }

    /** @param boundary null where the header names none: then the first line that begins with two hyphens is taken for it */
    static List<MimeBodyPart> parts(MimeBodyPart multipart, @Nullable String boundary, int most) {
        try {
            var whole = new BoundedMultipart(new Source(multipart, type(boundary)), most);
            whole.read();
            return whole.found;
        } catch (MessagingException unreadable) {
            return List.of();
        }
    }

    private static String type(@Nullable String boundary) {
        var parameters = new ParameterList();
        if (boundary != null) {
            parameters.set("boundary", boundary);
        }
        return new ContentType("multipart", "mixed", parameters).toString();
    }

    private void read() {
        try {
            parse();
        } catch (MessagingException brokenOrTooMany) {
            parsed = true;
        }
    }

    @Override
    protected void initializeProperties() {
        allowEmpty = true;
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InputStream bytes) throws MessagingException {
        if (found.size() >= most) {
            throw new MessagingException("a message of too many parts");
        }
        var part = super.createMimeBodyPart(bytes);
        found.add(part);
        return part;
    }

    private record Source(MimeBodyPart part, String type) implements DataSource {
        @Override
        public InputStream getInputStream() throws IOException {
            try {
                return part.getRawInputStream();
            } catch (MessagingException unreadable) {
                throw new IOException(unreadable);
            }
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("a message that was received does not change");
        }

        @Override
        public String getContentType() {
            return type;
        }

        @Override
        public String getName() {
            return "";
        }
    }
}
