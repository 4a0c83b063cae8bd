package app.kasar.inbox.message;

import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/** The HTML of a mail made harmless. */
final class MailHtml {
    private static final PolicyFactory POLICY =
            Sanitizers.FORMATTING.and(Sanitizers.BLOCKS).and(Sanitizers.LINKS).and(Sanitizers.TABLES);

    private MailHtml() {}

    static String safe(String html) {
        return POLICY.sanitize(html);
    }

    static String ofText(String text) {
        return "<pre>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>";
    }
}
