package app.kasar.bulk;

import app.kasar.records.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A checked operation, ready to be done to records. */
@FunctionalInterface
interface Step {
    /** What stands for an operation that was refused; never run. */
    Step NONE = ids -> Map.of();

    /** Does it to these records, and tells which were refused; all others are as asked. */
    Map<UUID, Outcome.Refused> run(List<UUID> ids);
}
