package app.kasar.inbox.message;

import app.kasar.html.Formatting;
import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.PolicyFactory;

/**
 * The HTML of a mail made harmless: nothing runs, and nothing is loaded from elsewhere when it is shown, for that would
 * tell the sender that and where the mail is read. Pictures that came with the mail (cid:) or stand in it (data:, small)
 * are kept; of others the alternative text is.
 */
final class MailHtml {
    /** A picture within the HTML: those of 64 KB at most, and no SVG, which is a document of its own. */
    private static final Pattern OWN_PICTURE = Pattern.compile(
            "(?i)cid:[^\\s\"<>]{1,500}|data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=%\\s]{1,90000}");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,4}(?:px|%)?");
    private static final Pattern COLOUR = Pattern.compile("(?i)#[0-9a-f]{3,8}|[a-z]{3,30}");
    private static final Pattern WORD = Pattern.compile("(?i)[a-z]{1,20}");

    /** How text looks; nothing that takes it out of its place, lays it over others or names an address. */
    private static final CssSchema STYLES = CssSchema.withProperties(List.of(
            "color",
            "background-color",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-weight",
            "line-height",
            "text-align",
            "text-decoration",
            "text-transform",
            "vertical-align",
            "white-space",
            "letter-spacing",
            "border",
            "border-top",
            "border-right",
            "border-bottom",
            "border-left",
            "border-color",
            "border-style",
            "border-width",
            "border-radius",
            "border-collapse",
            "border-spacing",
            "padding",
            "padding-top",
            "padding-right",
            "padding-bottom",
            "padding-left",
            "width",
            "max-width",
            "height",
            "list-style-type",
            "direction",
            "display"));

    private static final PolicyFactory POLICY = Formatting.policy()
            .allowElements("font", "center", "strike", "tt", "big", "address", "cite", "q", "section", "article")
            .allowUrlProtocols("cid", "data")
            .allowAttributes("src")
            .matching(OWN_PICTURE)
            .onElements("img")
            .allowAttributes("color")
            .matching(COLOUR)
            .onElements("font")
            .allowAttributes("bgcolor")
            .matching(COLOUR)
            .onElements("table", "tr", "td", "th")
            .allowAttributes("face", "size")
            .matching(Pattern.compile("[A-Za-z0-9 ,+-]{1,80}"))
            .onElements("font")
            .allowAttributes("align", "valign")
            .matching(WORD)
            .onElements("p", "div", "table", "tr", "td", "th", "img", "h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("width", "height")
            .matching(LENGTH)
            .onElements("table", "td", "th", "col")
            .allowAttributes("border", "cellpadding", "cellspacing")
            .matching(Formatting.SMALL_NUMBER)
            .onElements("table")
            .allowAttributes("dir")
            .matching(WORD)
            .globally()
            .allowStyling(STYLES)
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private MailHtml() {}

    static String safe(String html) {
        return POLICY.sanitize(html);
    }

    /** Plain text among HTML, its line ends kept. */
    static String ofText(String text) {
        return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>";
    }
}
