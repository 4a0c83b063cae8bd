package app.kasar.inbox.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One address of a header, with the name written beside it.
 *
 * @param address as it was written, its domain in lower case; not proven to be one that mail can be sent to
 */
public record Mailbox(@Nullable String name, String address) {
    public Mailbox {
        var at = address.lastIndexOf('@');
        address = address.substring(0, at + 1) + address.substring(at + 1).toLowerCase(Locale.ROOT);
    }
}
