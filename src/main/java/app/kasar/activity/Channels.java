package app.kasar.activity;

import java.util.ArrayList;
import java.util.List;

/** The channels a feed can be narrowed to: each by its own name, and all providers of mail as {@code email}. */
final class Channels {
    private static final String MAIL = "email";
    private static final List<String> MAIL_PROVIDERS = List.of("gmail", "outlook", "fastmail", "imap");
    private static final List<String> OTHERS = List.of("call", "meeting", "linkedin", "whatsapp", "other");

    private Channels() {}

    static List<String> names() {
        var names = new ArrayList<String>();
        names.add(MAIL);
        names.addAll(MAIL_PROVIDERS);
        names.addAll(OTHERS);
        return names;
    }

    /** The channels, as stored, that a name stands for. */
    static List<String> meantBy(String name) {
        if (!name.equals(MAIL)) {
            return List.of(name);
        }
        var all = new ArrayList<>(MAIL_PROVIDERS);
        all.add(MAIL);
        return all;
    }
}
