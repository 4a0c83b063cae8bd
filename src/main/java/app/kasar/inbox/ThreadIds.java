package app.kasar.inbox;

import app.kasar.inbox.message.Identity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The message ids a conversation is recognised by. */
final class ThreadIds {
    /** References beyond these are no conversation's. */
    private static final int MOST = 1000;

    private ThreadIds() {}

    /** A message's own id first, then those it refers to, and what it answers. */
    static Set<String> of(Identity identity) {
        var ids = new LinkedHashSet<String>();
        add(identity.messageId() == null ? List.of() : List.of(identity.messageId()), ids);
        add(identity.references(), ids);
        // An answer can name several; what stands behind the first is often an address or a date.
        add(identity.inReplyTo().stream().limit(1).toList(), ids);
        return ids;
    }

    private static void add(List<String> found, Set<String> ids) {
        found.stream()
                .map(ThreadIds::plain)
                .filter(ThreadIds::isOne)
                .limit(MOST)
                .forEach(ids::add);
    }

    /** Not every program puts a domain into its ids, and answers name them all the same; a sentence is none. */
    private static boolean isOne(String id) {
        return id.length() > 2 && id.chars().noneMatch(Character::isWhitespace);
    }

    /** The same id can be written with quotes and without (RFC 5322, 3.6.4). */
    private static String plain(String id) {
        return id.strip().replace("\"", "");
    }
}
