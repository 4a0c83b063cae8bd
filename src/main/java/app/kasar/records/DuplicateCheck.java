package app.kasar.records;

import app.kasar.access.Action;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a writer asks before it writes: whether records are there already under another id. */
@FunctionalInterface
public interface DuplicateCheck {
    /** What counts as the same record. */
    enum Mode {
        /** One with a match key in common, such as the e-mail address. */
        EXACT,
        /** That, or one that is alike. */
        FUZZY,
        /** None. */
        OFF;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static List<String> wireNames() {
            return Arrays.stream(values()).map(Mode::wireName).toList();
        }

        /** @param wireName one of {@link #wireNames} */
        public static Mode of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** All records are new. */
    DuplicateCheck NONE = (write, inputs, action) -> Map.of();

    /**
     * Those of the inputs that are refused, by their ids.
     *
     * @param action CREATE, or UPDATE when the inputs say what is to become of records that are there
     */
    Map<UUID, Outcome.Refused> refused(Write write, List<RecordInput> inputs, Action action);
}
