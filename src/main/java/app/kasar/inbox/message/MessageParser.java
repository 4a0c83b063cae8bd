package app.kasar.inbox.message;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.*;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the raw bytes of a message; never throws for content, whatever they are. */
public final class MessageParser {
    private static final Pattern ID = Pattern.compile("<([^<>]+)>");

    public ParsedMessage parse(byte[] raw, Instant received) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            var files = new ArrayList<AttachmentContent>();
            var texts = new String[2];
            try {
                walk(message, texts, files);
            } catch (Exception e) {
                texts[0] = texts[0];
            }
            var sent = message.getSentDate();
            var ids = ids(message, "Message-ID");
            var text = texts[0];
            var snippet = text == null ? "" : text.strip().replaceAll("\\s+", " ");
            return new ParsedMessage(
                    new Identity(
                            ids.isEmpty() ? null : ids.getFirst(),
                            ids(message, "In-Reply-To"),
                            ids(message, "References")),
                    message.getSubject(),
                    sent == null ? received : sent.toInstant(),
                    new Participants(
                            people(message, "From").stream().findFirst().orElse(null),
                            people(message, "To"),
                            people(message, "Cc"),
                            people(message, "Bcc"),
                            people(message, "Reply-To")),
                    new Bodies(text, texts[1], snippet.substring(0, Math.min(200, snippet.length()))),
                    files.stream().map(AttachmentContent::attachment).toList());
        } catch (MessagingException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void walk(Part part, @Nullable String[] texts, List<AttachmentContent> files)
            throws MessagingException, IOException {
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multi) {
            for (var i = 0; i < multi.getCount(); i++) walk(multi.getBodyPart(i), texts, files);
        } else if (part.getFileName() == null && part.isMimeType("text/html")) {
            texts[1] = new String(part.getInputStream().readAllBytes());
        } else if (part.getFileName() == null && part.isMimeType("text/plain")) {
            texts[0] = new String(part.getInputStream().readAllBytes());
        } else {
            var bytes = part.getInputStream().readAllBytes();
            files.add(new AttachmentContent(
                    new Attachment(
                            files.size(),
                            part.getFileName() == null ? "file" : part.getFileName(),
                            part.getContentType().replaceAll(";.*", "").strip(),
                            bytes.length,
                            false,
                            null),
                    bytes));
        }
    }

    private static List<String> ids(MimeMessage message, String header) throws MessagingException {
        var value = message.getHeader(header, " ");
        return value == null
                ? List.of()
                : ID.matcher(value).results().map(r -> r.group(1).strip()).toList();
    }

    private static List<Mailbox> people(MimeMessage message, String header) {
        try {
            var value = message.getHeader(header, ",");
            return value == null
                    ? List.of()
                    : Arrays.stream(InternetAddress.parseHeader(value, false))
                            .map(a -> new Mailbox(a.getPersonal(), a.getAddress()))
                            .toList();
        } catch (MessagingException broken) {
            return List.of();
        }
    }

    public Optional<AttachmentContent> attachment(byte[] raw, int index) {
        try {
            var files = new ArrayList<AttachmentContent>();
            walk(
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)),
                    new String[2],
                    files);
            return index < files.size() ? Optional.of(files.get(index)) : Optional.empty();
        } catch (MessagingException | IOException failed) {
            return Optional.empty();
        }
    }
}
