package app.kasar.inbox.message;

import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a reader sees of HTML, a line a block. */
final class HtmlText {
    private HtmlText() {}

    static String of(String html) {
        var lines = new Lines();
        body(html).traverse(lines);
        return lines.text();
    }

    private static Element body(String html) {
        Document document = Jsoup.parse(html);
        document.select("script, style, head, title, template, noscript").remove();
        return document.body();
    }

    /** Quotes are marked as mail programs mark them in text, so that they are known for quotes there too. */
    private static final class Lines implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int quotes;
        private int quoteStart;

        String text() {
            var lines = text.toString().replace('\u00A0', ' ').lines().map(String::strip);
            return lines.collect(Collectors.joining("\n"))
                    .replaceAll("\\n{3,}", "\n\n")
                    .strip();
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words);
            } else if (node instanceof Element element) {
                begin(element);
            }
        }

        /** A blank at the beginning of a line is only how the HTML was written. */
        private void append(TextNode words) {
            var shown = words.parent() instanceof Element parent && parent.nameIs("pre")
                    ? words.getWholeText()
                    : words.text();
            text.append(atLineStart() ? shown.stripLeading() : shown);
        }

        private void begin(Element element) {
            if (element.nameIs("br")) {
                text.append('\n');
            } else if (breaksLine(element)) {
                endLine();
            }
            if (element.nameIs("blockquote") && quotes++ == 0) {
                quoteStart = text.length();
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                end(element);
            }
        }

        private void end(Element element) {
            if (breaksLine(element)) {
                endLine();
            } else if (element.nameIs("td") || element.nameIs("th")) {
                text.append(' ');
            }
            if (element.nameIs("blockquote") && --quotes == 0) {
                var quoted = text.substring(quoteStart);
                text.setLength(quoteStart);
                quoted.strip()
                        .lines()
                        .forEach(line -> text.append("> ").append(line).append('\n'));
            }
        }

        /** The cells of a row are read one after the other. */
        private static boolean breaksLine(Element element) {
            return element.isBlock() && !element.nameIs("td") && !element.nameIs("th");
        }

        private boolean atLineStart() {
            return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        }

        private void endLine() {
            if (!atLineStart()) {
                text.append('\n');
            }
        }
    }
}
