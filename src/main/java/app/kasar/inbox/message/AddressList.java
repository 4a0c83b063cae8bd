package app.kasar.inbox.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a header (RFC 5322 section 3.4), one pass from left to right. Names, comments and groups are read as
 * senders write them: encoded words within quotes, commas forgotten or too many, brackets that do not close. Of a group
 * its members count, not its name.
 */
final class AddressList {
    /** More than any mail to people has; what a header holds beyond it is left out. */
    private static final int MOST = 2_000;

    private static final int LONGEST = 200_000;

    private final String header;
    private final @Nullable String likely;
    private final List<Mailbox> found = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private @Nullable String address;
    private int at;

    /** Looked for once only, or a header of nothing but opening ones would take its length squared. */
    private boolean quotesClose = true;

    private boolean anglesClose = true;

    private AddressList(String header, @Nullable String likely) {
        this.header = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
        this.likely = likely;
    }

    static List<Mailbox> of(MessageHeaders headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> new AddressList(value, headers.likely()).read().stream())
                .limit(MOST)
                .toList();
    }

    private List<Mailbox> read() {
        while (at < header.length() && found.size() < MOST) {
            step(header.charAt(at++));
        }
        endMailbox();
        return found;
    }

    private void step(char character) {
        switch (character) {
            case '"' -> quote();
            case '(' -> comment();
            case '<' -> angle();
            case ',', ';' -> endMailbox();
            case ':' -> colon();
            default -> phrase.append(character);
        }
    }

    /** Before a colon stands the name of a group, unless an address has begun already. */
    private void colon() {
        if (phrase.indexOf("@") >= 0) {
            phrase.append(':');
        } else {
            forget();
        }
    }

    /** A quote that does not close is an ordinary character. */
    private void quote() {
        if (!quotesClose || !quoted()) {
            quotesClose = false;
            phrase.append('"');
        }
    }

    private boolean quoted() {
        var text = new StringBuilder();
        for (var next = at; next < header.length(); next++) {
            var character = header.charAt(next);
            if (character == '"') {
                at = next + 1;
                appendQuoted(text);
                return true;
            }
            var escapes = character == '\\' && next + 1 < header.length();
            text.append(escapes ? header.charAt(++next) : character);
        }
        return false;
    }

    /** Quotes are part of an address ("a b"@c.test) and no part of a name. */
    private void appendQuoted(StringBuilder text) {
        var local = at < header.length() && header.charAt(at) == '@';
        phrase.append(local ? "\"" + text + "\"" : text.toString());
    }

    private void comment() {
        var depth = 1;
        var text = new StringBuilder();
        for (; at < header.length() && depth > 0; at++) {
            var character = header.charAt(at);
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (character == '\\' && at + 1 < header.length()) {
                text.append(header.charAt(++at));
            } else if (depth > 0) {
                text.append(character);
            }
        }
        comment.append(comment.isEmpty() ? "" : " ").append(text);
    }

    private void angle() {
        if (address != null && !address.isEmpty()) {
            endMailbox();
        }
        var close = anglesClose ? header.indexOf('>', at) : -1;
        anglesClose = close >= 0;
        var comma = header.indexOf(',', at);
        var route = at < header.length() && header.charAt(at) == '@';
        var end = close >= 0 ? close : comma >= 0 && !route ? comma : header.length();
        address = withoutRoute(header.substring(at, end));
        at = close >= 0 ? end + 1 : end;
    }

    /** The obsolete way to name the hosts on the way: {@code <@one.test,@two.test:alice@acme.test>}. */
    private static String withoutRoute(String inside) {
        var text = compact(withoutComments(inside));
        var colon = text.startsWith("@") ? text.indexOf(':') : -1;
        var address = text.substring(colon + 1);
        return address.regionMatches(true, 0, "mailto:", 0, 7) ? address.substring(7) : address;
    }

    /** Comments may stand within an address too, {@code <jdoe(his account)@acme.test>}, but not within quotes. */
    private static String withoutComments(String address) {
        var kept = new StringBuilder();
        var depth = 0;
        for (var character : address.toCharArray()) {
            if (character == '(') {
                depth++;
            } else if (character == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                kept.append(character);
            }
        }
        return depth == 0 && address.indexOf('"') < 0 ? kept.toString() : address;
    }

    private void endMailbox() {
        if (address == null) {
            endBare();
        } else {
            add(phrase.toString().isBlank() ? comment.toString() : phrase.toString(), address);
        }
        forget();
    }

    /** Without angle brackets the phrase is the address, and a name can only be a comment. */
    private void endBare() {
        var text = phrase.toString().strip();
        var words = text.split("\\s+");
        var spaced = words.length > 1 && text.indexOf('@') >= 0 ? addressAmong(words) : null;
        if (spaced == null) {
            add(comment.toString(), text.indexOf('@') >= 0 ? compact(text) : text);
        } else {
            add(text.replace(spaced, " "), spaced);
        }
    }

    /** "Alice alice@acme.test", the brackets forgotten; but not "alice @ acme.test". */
    private static @Nullable String addressAmong(String[] words) {
        for (var word : words) {
            var sign = word.indexOf('@');
            if (sign > 0 && sign < word.length() - 1) {
                return word;
            }
        }
        return null;
    }

    private void add(String name, String mailAddress) {
        var decoded = EncodedWords.decode(name, likely);
        var readable = EncodedWords.decode(mailAddress, likely);
        if (!readable.isEmpty()) {
            found.add(new Mailbox(decoded.isEmpty() ? null : decoded, readable));
        }
    }

    private void forget() {
        phrase.setLength(0);
        comment.setLength(0);
        address = null;
    }

    private static String compact(String text) {
        return text.replaceAll("\\s+", "");
    }
}
