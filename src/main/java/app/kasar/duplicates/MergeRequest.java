package app.kasar.duplicates;

import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A merge, as asked for.
 *
 * @param overrides field to the value it is to have, or to {@code {"from": id}}
 */
record MergeRequest(String object, UUID master, List<UUID> duplicates, Map<String, JsonNode> overrides) {
    /** Records merged into one at once. */
    static final int MOST = 100;

    private static final int MOST_OVERRIDES = 500;
    private static final int LONGEST_NAME = 100;

    /** Takes what a merge may say from a body whose action has been taken. */
    static Supplier<MergeRequest> read(BodyReader body) {
        var object = body.required("object_name", Shape.filledText(LONGEST_NAME));
        var master = body.required("master_id", Shape.uuid());
        var duplicates = body.required(
                "duplicate_ids",
                Shape.listOf(Shape.uuid(), MOST)
                        .where(ids -> !ids.isEmpty(), "must name at least one record")
                        .where(ids -> Set.copyOf(ids).size() == ids.size(), "must not name a record twice"));
        var overrides = body.optional("field_overrides", Shape.mapOf(Shape.any(), MOST_OVERRIDES));
        return () -> new MergeRequest(
                object.get(), master.get(), duplicates.get(), overrides.get().orElse(Map.of()));
    }
}
