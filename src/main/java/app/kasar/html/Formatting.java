package app.kasar.html;

import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;

/** The formatting people use, without anything that runs or loads: the beginning of every policy of ours. */
public final class Formatting {
    /** Of columns, pixels and lists. */
    public static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,4}");

    private static final Pattern LINK = Pattern.compile("(?is)\\s*(?:https?|mailto|tel):.*");

    private Formatting() {}

    /** A new builder each time; what a room allows beyond this, it adds. */
    public static HtmlPolicyBuilder policy() {
        return new HtmlPolicyBuilder()
                .allowElements(
                        "p", "div", "span", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code")
                .allowElements("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "img", "a")
                .allowElements("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td")
                .allowElements(
                        "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "kbd", "abbr")
                .allowTextIn("table")
                .allowUrlProtocols("https", "http", "mailto", "tel")
                .allowAttributes("href")
                .matching(LINK)
                .onElements("a")
                .allowAttributes("target")
                .onElements("a")
                .allowAttributes("alt")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching(SMALL_NUMBER)
                .onElements("img")
                .allowAttributes("colspan", "rowspan", "span")
                .matching(SMALL_NUMBER)
                .onElements("th", "td", "col", "colgroup")
                .allowAttributes("start")
                .matching(SMALL_NUMBER)
                .onElements("ol")
                .allowAttributes("title")
                .onElements("a", "abbr", "img");
    }
}
