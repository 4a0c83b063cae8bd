package app.kasar.bulk;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One operation on many records, its shape checked. */
public record BulkRequest(String objectName, Subjects subjects, Operation operation) {
    /** Records named by their ids in one request. */
    public static final int MOST_IDS = 1000;
    /** Records found by a filter that are changed before the answer; more are a job. */
    public static final int MOST_AT_ONCE = 10_000;
    /** Records found by a filter. */
    public static final int MOST_MATCHING = 1_000_000;
    /** Records named as targets of links. */
    public static final int MOST_TARGETS = 100;
    /** Links in one request: records times targets. */
    public static final int MOST_LINKS = 100_000;

    /** Which records. */
    public sealed interface Subjects {
        /** These, each once. */
        record Named(List<UUID> ids) implements Subjects {
            public Named {
                ids = ids.stream().distinct().toList();
            }
        }

        /**
         * Those that meet a filter.
         *
         * @param filter a FilterGroup, of which nothing has been checked
         * @param mostAffected when more match, none is changed
         */
        record Matching(JsonNode filter, int mostAffected) implements Subjects {}
    }

    /** What is done to each. */
    public sealed interface Operation {
        /** The word in requests and answers. */
        String wireName();

        /** One field gets one value; null clears it. */
        record SetField(String field, JsonNode value) implements Operation {
            static final String NAME = "update_field";

            @Override
            public String wireName() {
                return NAME;
            }
        }

        /** A relation leads to these records too, or no longer. */
        record Relate(String field, List<UUID> targets, boolean added) implements Operation {
            static final String ADD = "add_relation";
            static final String REMOVE = "remove_relation";

            public Relate {
                targets = targets.stream().distinct().toList();
            }

            @Override
            public String wireName() {
                return added ? ADD : REMOVE;
            }
        }
    }

    static List<String> actions() {
        return List.of(Operation.SetField.NAME, Operation.Relate.ADD, Operation.Relate.REMOVE);
    }
}
