package app.kasar.inbox.message;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The files of a message, each with a name a file can have. */
final class MessageFiles {
    private static final int LONGEST_NAME = 200;
    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("text/plain", "txt"),
            Map.entry("text/html", "html"),
            Map.entry("text/calendar", "ics"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/x-vcard", "vcf"),
            Map.entry("text/vcard", "vcf"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/webp", "webp"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/json", "json"),
            Map.entry("application/pkcs7-signature", "p7s"),
            Map.entry("application/x-pkcs7-signature", "p7s"),
            Map.entry("application/pkcs7-mime", "p7m"),
            Map.entry("application/x-pkcs7-mime", "p7m"),
            Map.entry("application/pgp-signature", "asc"),
            Map.entry("application/ms-tnef", "dat"));

    private MessageFiles() {}

    static List<AttachmentContent> of(BodyParts parts) {
        var files = parts.files().stream()
                .filter(part ->
                        part.wholeness() == Wholeness.WHOLE || !part.asItCame().isBlank())
                .toList();
        return IntStream.range(0, files.size())
                .mapToObj(index -> file(files.get(index), index))
                .toList();
    }

    private static AttachmentContent file(MimePart part, int index) {
        var bytes = part.fileBytes();
        var attachment = new Attachment(
                index, name(part, index), part.declaredType(), bytes.length, isInline(part), contentId(part));
        return new AttachmentContent(attachment, bytes);
    }

    /** What the HTML can refer to, and what its sender wanted shown. */
    private static boolean isInline(MimePart part) {
        var disposition = part.disposition().value();
        return disposition.equals("inline") || disposition.isEmpty() && (part.isMedia() && contentId(part) != null);
    }

    private static @Nullable String contentId(MimePart part) {
        return part.headers()
                .text("Content-ID")
                .map(id -> id.replaceAll("^<|>$", "").strip())
                .filter(id -> !id.isEmpty())
                .orElse(null);
    }

    private static String name(MimePart part, int index) {
        return part.anyName()
                .map(MessageFiles::withoutPath)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> invented(part, index));
    }

    /** Senders give whole paths, with either slash; a name that is nothing but dots would be a folder. */
    private static String withoutPath(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        var safe = last.matches("\\.*") ? "" : last;
        return safe.length() > LONGEST_NAME ? shortened(safe) : safe;
    }

    private static String shortened(String name) {
        var dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= 20 ? name.substring(dot) : "";
        return TextDecoding.cut(name, LONGEST_NAME - ending.length()) + ending;
    }

    private static String invented(MimePart part, int index) {
        var type = part.type().value();
        return type.equals("message/rfc822")
                ? "message-%d.eml".formatted(index + 1)
                : "attachment-%d.%s".formatted(index + 1, ENDINGS.getOrDefault(type, "bin"));
    }
}
