package app.kasar.interactions;

import app.kasar.access.Actor;
import app.kasar.access.Scope;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what mails say from tokens that are not for it. */
public final class MailGate {
    private static final String HIDDEN = "[content hidden: the token lacks the inbox:content scope]";

    private MailGate() {}

    public static boolean isOpenTo(Actor actor) {
        return actor.token().scopes().contains(Scope.INBOX_CONTENT);
    }

    /** Takes the bodies out of a mail, and says so, unless the caller's token is for them. */
    public static void close(ObjectNode mail, Actor actor) {
        if (isOpenTo(actor)) {
            return;
        }
        if (mail.has("body_html")) {
            mail.putNull("body_html");
        }
        if (mail.has("body_text")) {
            mail.put("body_text", HIDDEN);
        }
        mail.put("content_gated", true);
    }
}
