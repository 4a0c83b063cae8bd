package app.kasar.schema.value;

import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** UUIDs in their 36-character form only: {@link UUID#fromString} alone takes {@code 1-1-1-1-1}. */
public final class Ids {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static Reading<UUID> read(JsonNode node) {
        return node.isString() ? read(node.stringValue()) : JsonKind.refuse("an id (a UUID string)", node);
    }

    public static Reading<UUID> read(String text) {
        return FORM.matcher(text).matches()
                ? Reading.accepted(UUID.fromString(text))
                : Reading.refused("must be an id (a UUID such as 0198c5a2-7d3e-7abc-8def-0123456789ab)");
    }
}
