package app.kasar.schema.value;

import app.kasar.html.Formatting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.Handler;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/**
 * Formatted text from outside, made harmless: scripts, event handlers and addresses that run something are gone, the
 * formatting people use is kept.
 *
 * @param html safe to be put into a page, in UTF-8
 * @param text what a reader sees of it, a line a block
 */
public record RichText(String html, String text) {
    /** Elements within elements; far beyond what an editor makes, and below what the sanitizer would cut off unasked. */
    static final int MAX_DEPTH = 100;

    private static final Set<String> VOID = Set.of("br", "hr", "img", "col");
    private static final Pattern HTTPS = Pattern.compile("(?i)https://.+");

    /** The decimal escapes of ' + = @ and the hexadecimal ones of characters beyond the basic plane. */
    private static final Pattern NEEDLESS_ESCAPE = Pattern.compile("&#(39|43|61|64|x(?:10|[1-9a-f])[0-9a-f]{4});");

    private static final PolicyFactory POLICY = Formatting.policy()
            .allowAttributes("src")
            .matching(HTTPS)
            .onElements("img")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[A-Za-z0-9_+#-]{1,30}"))
            .onElements("code", "pre")
            .allowAttributes("data-mention-id")
            .onElements("span")
            .toFactory();

    /** @param limit in Unicode code points, of the text as it came and as it is kept */
    public static Reading<RichText> read(String source, int limit) {
        return PlainText.read(source, limit)
                .then(RichText::sanitize)
                .then(rich -> PlainText.read(rich.html, limit).map(html -> rich))
                .then(rich -> PlainText.read(rich.text, limit).map(text -> rich));
    }

    private static Reading<RichText> sanitize(String source) {
        var html = new StringBuilder(source.length());
        var seen = new Seen(HtmlStreamRenderer.create(html, Handler.DO_NOTHING));
        HtmlSanitizer.sanitize(source, POLICY.apply(seen));
        if (seen.deepest > MAX_DEPTH) {
            return Reading.refused("must not nest elements more than %d deep".formatted(MAX_DEPTH));
        }
        var text = seen.text();
        return text.isBlank() && !seen.hasImage
                ? Reading.refused("must have a text or an image; nothing is left of it without its unsafe parts")
                : Reading.accepted(new RichText(readable(html.toString()), text));
    }

    /**
     * Takes back escapes that only attributes without quotes and pages in other encodings need, so that filters find
     * "don't" and "alice@acme.test" as they were written.
     */
    private static String readable(String html) {
        return NEEDLESS_ESCAPE.matcher(html).replaceAll(escape -> {
            var number = escape.group(1);
            return Character.toString(
                    number.startsWith("x") ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number));
        });
    }

    /** Hands what the policy let through on to the renderer, and keeps what a reader sees of it. */
    private static final class Seen implements HtmlStreamEventReceiver {
        private static final Set<String> INLINE = Set.of(
                "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub",
                "sup", "u", "img");
        private static final Pattern BLANKS = Pattern.compile("(?U)[\\s&&[^\\n]]+");
        private static final Pattern LINE_ENDS = Pattern.compile(" ?\\n\\s*");

        private final HtmlStreamEventReceiver renderer;
        private final List<String> parts = new ArrayList<>();
        private int depth;
        private int deepest;
        private boolean hasImage;

        Seen(HtmlStreamEventReceiver renderer) {
            this.renderer = renderer;
        }

        String text() {
            var blanks = BLANKS.matcher(String.join("", parts)).replaceAll(" ");
            return LINE_ENDS.matcher(blanks).replaceAll("\n").strip();
        }

        @Override
        public void openDocument() {
            renderer.openDocument();
        }

        @Override
        public void closeDocument() {
            renderer.closeDocument();
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            renderer.openTag(element, attributes);
            hasImage |= element.equals("img");
            depth += VOID.contains(element) ? 0 : 1;
            deepest = Math.max(deepest, depth);
            endLine(element);
        }

        @Override
        public void closeTag(String element) {
            renderer.closeTag(element);
            depth -= VOID.contains(element) ? 0 : 1;
            endLine(element);
        }

        private void endLine(String element) {
            if (!INLINE.contains(element)) {
                parts.add("\n");
            }
        }

        @Override
        public void text(String text) {
            renderer.text(text);
            parts.add(text);
        }
    }
}
