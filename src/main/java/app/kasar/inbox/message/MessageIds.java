package app.kasar.inbox.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Message identifiers as RFC 5322 section 3.6.4 writes them, and as senders do who forget the angle brackets. */
final class MessageIds {
    private static final Pattern BRACKETED = Pattern.compile("<([^<>]*+)>");
    private static final Pattern BARE = Pattern.compile("[^\\s<>,;\"()]++");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final int MOST = 1_000;
    private static final int LONGEST = 998;

    private MessageIds() {}

    static Identity identity(MessageHeaders headers) {
        return new Identity(
                headers.raw("Message-ID").flatMap(MessageIds::own).orElse(null),
                all(headers, "In-Reply-To"),
                all(headers, "References"));
    }

    /** An identifier without brackets or @ still tells this message from others. */
    private static Optional<String> own(String header) {
        return list(header).stream()
                .findFirst()
                .or(() -> Optional.of(clean(header.replaceAll("[<>]", ""))))
                .filter(id -> !id.isEmpty());
    }

    private static List<String> all(MessageHeaders headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> list(value).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static List<String> list(String header) {
        var pattern = header.indexOf('<') >= 0 && header.indexOf('>') > 0 ? BRACKETED : BARE;
        var ids = new LinkedHashSet<String>();
        pattern.matcher(header)
                .results()
                .limit(MOST)
                .map(id -> clean(id.group(pattern == BRACKETED ? 1 : 0)))
                .filter(id -> pattern == BRACKETED ? !id.isEmpty() : id.indexOf('@') > 0)
                .forEach(ids::add);
        return List.copyOf(ids);
    }

    private static String clean(String id) {
        var text = BLANKS.matcher(HeaderBytes.text(id, null)).replaceAll("");
        return TextDecoding.cut(text, LONGEST);
    }
}
