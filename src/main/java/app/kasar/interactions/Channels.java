package app.kasar.interactions;

import app.kasar.schema.SystemObjects;
import java.util.ArrayList;
import java.util.List;

/** The channels a list can be narrowed to: each by its own name, and all providers of mail as {@code email}. */
public final class Channels {
    private static final String MAIL = "email";
    private static final List<String> MAIL_PROVIDERS = SystemObjects.MAIL_CHANNELS.stream()
            .filter(channel -> !channel.equals(MAIL))
            .toList();
    private static final List<String> OTHERS = List.of("call", "meeting", "linkedin", "whatsapp", "other");

    private Channels() {}

    public static List<String> names() {
        var names = new ArrayList<String>();
        names.add(MAIL);
        names.addAll(MAIL_PROVIDERS);
        names.addAll(OTHERS);
        return names;
    }

    /** The names for mail. */
    public static List<String> mailNames() {
        return SystemObjects.MAIL_CHANNELS;
    }

    /** What a channel, as stored, is called where providers of mail make no difference. */
    public static String family(String channel) {
        return SystemObjects.MAIL_CHANNELS.contains(channel) ? MAIL : channel;
    }

    /** The channels, as stored, that a name stands for. */
    public static List<String> meantBy(String name) {
        return name.equals(MAIL) ? SystemObjects.MAIL_CHANNELS : List.of(name);
    }
}
