package app.kasar.query.plan;

import app.kasar.db.Statement;
import app.kasar.query.request.CursorToken;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list ready to be read: all of it has been checked, access included. */
public record ListPlan(
        VisibleSchema schema,
        ObjectSchema object,
        Selection selection,
        List<SortColumn> order,
        List<Output> outputs,
        Page page) {

    public ListPlan {
        order = List.copyOf(order);
        outputs = List.copyOf(outputs);
    }

    /**
     * Which records.
     *
     * @param touched every object whose records decide which are selected, the listed one included
     */
    public record Selection(Criterion criterion, Set<String> touched) {
        public Selection {
            touched = Set.copyOf(touched);
        }
    }

    /**
     * Which of them.
     *
     * @param after the last record of the page before; null on the first page
     * @param query the hash that cursors of this list carry
     */
    public record Page(int limit, @Nullable CursorToken after, boolean withTotal, String query) {}

    /** The same list showing something else of each record. */
    public ListPlan showing(List<Output> others) {
        return new ListPlan(schema, object, selection, order, others, page);
    }

    /** How many records the whole list has. */
    public CountPlan total() {
        return new CountPlan(schema, object, selection, List.of(new Criterion.Everything()));
    }

    /** When the statements made of this plan are best planned by the database. */
    public Statement.Planning planning() {
        return selection.criterion().isEven() ? Statement.Planning.ONCE : Statement.Planning.EACH_TIME;
    }
}
