package app.kasar.inbox;

import app.kasar.inbox.message.Attachment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What an answer says of a file a stranger sent. */
final class AttachmentHeaders {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}");
    private static final int LONGEST_NAME = 200;

    private AttachmentHeaders() {}

    static String type(Attachment attachment) {
        var type = attachment.mimeType();
        return TYPE.matcher(type).matches() ? type : "application/octet-stream";
    }

    /** Always to be saved, never shown; the name in both forms of RFC 6266. */
    static String disposition(Attachment attachment) {
        var name = attachment
                .name()
                .codePoints()
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var plain = name.replaceAll("[^A-Za-z0-9 ._()+-]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, encoded);
    }
}
