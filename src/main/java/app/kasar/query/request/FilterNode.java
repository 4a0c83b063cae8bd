package app.kasar.query.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A filter as the caller wrote it. The shape has been checked; the meaning has not. */
public sealed interface FilterNode {
    /** All parts hold; holds for every record when there are none. */
    record All(List<FilterNode> parts) implements FilterNode {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds; holds for every record when there are none. */
    record Any(List<FilterNode> parts) implements FilterNode {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One comparison.
     *
     * @param operand null when none was given
     * @param at where it stands in the request: what comes before "field", "operator" and "value" there
     */
    record Condition(
            String field, String operator, @Nullable JsonNode operand, String at) implements FilterNode {}
}
