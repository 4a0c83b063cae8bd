package app.kasar.schema.value;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** EMAILS: a record's e-mail addresses, exactly one of them primary. */
public final class EmailEntries {
    private EmailEntries() {}

    /** An empty list stands for null: {@code []} and {@code ""} clear the field. Addresses that differ in case only are the same. */
    public static Reading<List<Entry>> read(JsonNode node) {
        return Entries.read(node, EmailAddress::read, address -> address.toLowerCase(Locale.ROOT));
    }
}
