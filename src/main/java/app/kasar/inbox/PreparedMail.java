package app.kasar.inbox;

import app.kasar.inbox.message.ParsedMessage;
import java.util.List;
import java.util.UUID;

/**
 * A message made ready to be stored: read, told from all others, and its people sorted.
 *
 * @param id what it will have when it is stored
 */
record PreparedMail(UUID id, Source source, ParsedMessage message, People people) {
    /**
     * Where it comes from.
     *
     * @param identity what tells the message from every other of its mailbox
     * @param raw its bytes as they came
     */
    record Source(long uid, boolean isSeen, byte[] identity, byte[] raw) {}

    /**
     * Who it is between.
     *
     * @param participants everyone, as an interaction shows them
     * @param others addresses that are not the mailbox owner's, folded, in the order in which they appear
     * @param domains of these addresses and above them, by which a company can be found
     */
    record People(Direction direction, List<String> participants, List<String> others, List<String> domains) {
        People {
            participants = List.copyOf(participants);
            others = List.copyOf(others);
            domains = List.copyOf(domains);
        }
    }

    /** Which way a mail went, seen from the mailbox's owner. */
    enum Direction {
        INBOUND,
        OUTBOUND;

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
