package app.kasar.records;

import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What became of one record of a write. */
public sealed interface Outcome {
    /**
     * The record is as asked.
     *
     * @param changed false when it was so before, and nothing was written
     * @param json the record as the answer shows it; empty when no output was asked for
     */
    record Written(UUID id, Instant updatedAt, boolean changed, String json) implements Outcome {}

    /** The record was not touched. */
    record Refused(List<Fault> faults, Map<String, Object> details) implements Outcome {
        public Refused {
            faults = List.copyOf(faults);
            details = Map.copyOf(details);
        }

        public static Refused of(Fault fault) {
            return new Refused(List.of(fault), Map.of());
        }

        public Problem toProblem() {
            return new Problem(faults, details, null);
        }
    }

    /** @throws Problem when the record was refused */
    default Written orThrow() {
        return switch (this) {
            case Written written -> written;
            case Refused refused -> throw refused.toProblem();
        };
    }
}
