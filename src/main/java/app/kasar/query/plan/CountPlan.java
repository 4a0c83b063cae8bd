package app.kasar.query.plan;

import app.kasar.db.Statement;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.List;

/**
 * What is to be counted: how many records of a selection meet each criterion. All of it has been checked, access
 * included.
 */
public record CountPlan(
        VisibleSchema schema, ObjectSchema object, ListPlan.Selection selection, List<Criterion> criteria) {

    public CountPlan {
        criteria = List.copyOf(criteria);
    }

    /** Whether all is decided by the records' own rows, so that earlier versions of them can be asked as well. */
    public boolean isOfOwnRow() {
        return selection.criterion().isOfOwnRow() && criteria.stream().allMatch(Criterion::isOfOwnRow);
    }

    /** Whether it is just how many records there are. */
    public boolean isOfEverything() {
        return selection.criterion() instanceof Criterion.Everything
                && criteria.stream().allMatch(Criterion.Everything.class::isInstance);
    }

    /** When the statements made of this plan are best planned by the database. */
    public Statement.Planning planning() {
        return selection.criterion().isEven() ? Statement.Planning.ONCE : Statement.Planning.EACH_TIME;
    }
}
