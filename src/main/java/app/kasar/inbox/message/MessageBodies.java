package app.kasar.inbox.message;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text and the HTML of a message, each made of its parts. */
final class MessageBodies {
    /** What is kept of each body, in characters; a mail written by hand is far below it. */
    private static final int LONGEST = 1_000_000;

    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|\\n");
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F]");

    private MessageBodies() {}

    static Bodies of(BodyParts parts) {
        var text = text(parts.text());
        var html = html(parts.html());
        return new Bodies(text, html, Snippet.of(text == null ? "" : text));
    }

    private static @Nullable String text(List<MimePart> parts) {
        return parts.isEmpty()
                ? null
                : joined(parts.stream()
                        .map(part -> part.is("text/html") ? HtmlText.of(readable(part)) : readable(part))
                        .toList());
    }

    private static @Nullable String html(List<MimePart> parts) {
        return parts.stream().noneMatch(part -> part.is("text/html"))
                ? null
                : joined(parts.stream()
                        .map(part ->
                                part.is("text/html") ? MailHtml.safe(readable(part)) : MailHtml.ofText(readable(part)))
                        .toList());
    }

    private static String joined(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }

    private static String readable(MimePart part) {
        var text = part.text();
        var kept = TextDecoding.cut(text, LONGEST);
        return UNSTORABLE.matcher(LINE_END.matcher(kept).replaceAll("\n")).replaceAll("");
    }
}
