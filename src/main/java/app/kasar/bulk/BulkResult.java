package app.kasar.bulk;

import app.kasar.problem.Fault;
import java.util.List;
import java.util.UUID;

/**
 * What became of the records.
 *
 * @param updated how many are as asked, those that were so before included
 */
public record BulkResult(BulkRequest request, int updated, List<Refused> refused) implements BulkAnswer {
    public BulkResult {
        refused = List.copyOf(refused);
    }

    /** A record that was left as it was, and why. */
    public record Refused(UUID id, Fault fault) {}
}
