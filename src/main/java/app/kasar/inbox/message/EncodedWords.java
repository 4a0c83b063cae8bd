package app.kasar.inbox.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header text with its encoded words (RFC 2047) and raw bytes read. The library's decoder gives up on charsets it does
 * not know and on characters cut in two by a word's end, so the words are read here.
 */
final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?*\\s]++)(?:\\*[^?\\s]*+)?\\?([bBqQ])\\?([^?]*+(?:\\?(?!=)[^?]*+){0,10}+)\\?=");
    private static final Pattern BLANKS = Pattern.compile("(?U)[\\s\\p{Cntrl}]+");
    private static final int LONGEST = 20_000;

    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private @Nullable String runCharset;

    private EncodedWords() {}

    /**
     * One line of text.
     *
     * @param raw a character for each byte of the header; beyond 20,000 it is cut off
     * @param likely the charset to try for bytes that are not UTF-8, or null
     */
    static String decode(String raw, @Nullable String likely) {
        var header = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        var decoded = new EncodedWords().read(HeaderBytes.text(header, likely));
        return BLANKS.matcher(decoded).replaceAll(" ").strip();
    }

    private String read(String header) {
        var words = WORD.matcher(header);
        var end = 0;
        while (words.find()) {
            var between = header.substring(end, words.start());
            if (end == 0 || !between.isBlank()) {
                endRun();
                text.append(between);
            }
            take(words.toMatchResult());
            end = words.end();
        }
        endRun();
        return text.append(header, end, header.length()).toString();
    }

    /** Words of one charset are joined before they are decoded: senders cut characters in two. */
    private void take(MatchResult word) {
        if (runCharset != null && !runCharset.equalsIgnoreCase(word.group(1))) {
            endRun();
        }
        runCharset = word.group(1);
        run.writeBytes(
                word.group(2).equalsIgnoreCase("b")
                        ? TransferDecoding.base64(latin(word.group(3)))
                        : quoted(word.group(3)));
    }

    private void endRun() {
        if (runCharset != null) {
            text.append(TextDecoding.decode(run.toByteArray(), runCharset));
            run.reset();
            runCharset = null;
        }
    }

    private static byte[] quoted(String word) {
        return TransferDecoding.quotedPrintable(latin(word.replace('_', ' ').replace(" ", "=20")));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
