package app.kasar.aggregate;

import app.kasar.query.request.ListRequest;
import java.util.List;

/**
 * What an aggregate was asked for.
 *
 * @param groups names to group by, each with {@code :month} or another unit of time where it is to be cut to that
 * @param records which records count; its sort orders the groups, its limit cuts them, and its faults are those of the
 *     whole request
 * @param isPlain whether one metric was asked for by {@code field} and {@code function}, in at most one group, which is
 *     answered in the plain shape
 */
public record AggregateRequest(List<AskedMetric> metrics, List<String> groups, ListRequest records, boolean isPlain) {
    public AggregateRequest {
        metrics = List.copyOf(metrics);
        groups = List.copyOf(groups);
    }
}
