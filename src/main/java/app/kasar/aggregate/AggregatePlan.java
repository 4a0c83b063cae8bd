package app.kasar.aggregate;

import app.kasar.query.plan.ListPlan;
import java.util.List;

/**
 * An aggregate ready to be read: all of it has been checked, access included.
 *
 * @param records which records count; its page says how many groups are shown
 */
public record AggregatePlan(
        ListPlan records, List<Metric> metrics, List<Grouping> groups, List<GroupOrder> order, boolean isPlain) {
    public AggregatePlan {
        metrics = List.copyOf(metrics);
        groups = List.copyOf(groups);
        order = List.copyOf(order);
    }

    int mostGroups() {
        return records.page().limit();
    }
}
