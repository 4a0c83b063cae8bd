package app.kasar.schema;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ordered steps that records of an object move through. */
public record Pipeline(UUID id, String objectName, String name, List<Step> steps) {
    public Pipeline {
        steps = List.copyOf(steps);
    }

    /** Whether a step leaves a record open, or ends it. */
    public enum Outcome {
        OPEN,
        WON,
        LOST;

        /** The word in JSON and in the database. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Outcome> find(String wireName) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.wireName().equals(wireName))
                    .findFirst();
        }

        public static List<String> wireNames() {
            return Arrays.stream(values()).map(Outcome::wireName).toList();
        }
    }

    /** @param orderIndex counts from 0 */
    public record Step(
            UUID id,
            String name,
            int orderIndex,
            Outcome outcome,
            @Nullable BigDecimal probability) {}

    public Optional<Step> findStep(UUID stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }
}
