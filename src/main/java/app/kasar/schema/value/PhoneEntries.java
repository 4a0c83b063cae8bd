package app.kasar.schema.value;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** PHONES: a record's phone numbers, exactly one of them primary. */
public final class PhoneEntries {
    private PhoneEntries() {}

    /**
     * An empty list stands for null: {@code []} and {@code ""} clear the field.
     *
     * @param defaultCountry ISO 3166 two-letter code of numbers that do not name their country
     */
    public static Reading<List<Entry>> read(JsonNode node, String defaultCountry) {
        return Entries.read(node, number -> PhoneNumber.read(number, defaultCountry), Function.identity());
    }
}
