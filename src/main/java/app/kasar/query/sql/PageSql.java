package app.kasar.query.sql;

import app.kasar.db.SqlText;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.SortColumn;
import app.kasar.query.request.SortKey.Direction;
import app.kasar.schema.Attribute;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a page: the plan's outputs, then the id, then the values of the order, one row more than the page shows.
 * Keyset paging: a page is found by the last row's values, never by counting rows.
 */
public final class PageSql {
    private static final String ROW = "t";

    /** Up to so many matches are found first and then sorted; more are met soon enough on the way along the order. */
    private static final int MOST_SORTED = 5000;

    private static final long UNKNOWN = 0;

    private final ListPlan plan;
    private final @Nullable Position after;
    private final SqlText text;
    private Source source = Source.TABLE;

    /** What the rows are read from. */
    private enum Source {
        TABLE,
        /** The matches met on a short walk along the order, when they fill the page. */
        ALONG,
        /** The matches that were found first, when they are few. */
        FOUND,
        /** The table, when there were too many matches to find first. */
        TABLE_OF_MANY
    }

    /**
     * Where the page before ended.
     *
     * @param keys typed values of the order, null where the last record had none
     */
    public record Position(List<@Nullable Object> keys, UUID id) {}

    private PageSql(ListPlan plan, @Nullable Position after, SqlText text) {
        this.plan = plan;
        this.after = after;
        this.text = text;
    }

    public static void write(SqlText text, ListPlan plan, @Nullable Position after) {
        write(text, plan, after, UNKNOWN);
    }

    /** @param matches about how many there are, where that is known: decides how the page is found, not what is on it */
    public static void write(SqlText text, ListPlan plan, @Nullable Position after, long matches) {
        new PageSql(plan, after, text).write(matches);
    }

    /** The outputs of every row of the list, in its order. */
    public static void writeWhole(SqlText text, ListPlan plan) {
        new PageSql(plan, null, text).whole();
    }

    private void whole() {
        text.add("SELECT ");
        outputs();
        text.add(" FROM ");
        source();
        orderBy();
    }

    private void write(long matches) {
        if (!plan.selection().criterion().hasOwnIndex() || matches > MOST_SORTED) {
            page();
            return;
        }
        var walk = matches == UNKNOWN || matches > plan.page().limit() ? walk() : Optional.<WalkAlong>empty();
        text.add("WITH ");
        walk.ifPresent(this::walkedFirst);
        foundFirst(walk.isPresent());
    }

    /** None where the page before ended among the records without a value. */
    private Optional<WalkAlong> walk() {
        return after != null && after.keys().contains(null) ? Optional.empty() : WalkAlong.of(plan);
    }

    private void walkedFirst(WalkAlong walk) {
        var column = plan.order().getFirst();
        var limit = plan.page().limit();
        text.add("along AS MATERIALIZED (SELECT ")
                .name(ROW)
                .add(".* FROM (SELECT ")
                .name(ROW)
                .add(".* FROM ");
        table();
        text.add(" WHERE ");
        criterion(walk.ledAll());
        text.add(" AND ");
        column(column);
        text.add(" IS NOT NULL AND ");
        rowAfter(column.direction(), List.of(column.attribute()));
        orderBy(column);
        text.add(" LIMIT " + WalkAlong.LONGEST + ") ").name(ROW).add(" WHERE ");
        criterion(walk.checkedAll());
        text.add(" LIMIT " + (limit + 1) + "), enough AS MATERIALIZED (SELECT count(*) > " + limit);
        text.add(" AS holds FROM along), ");
    }

    /**
     * Words and lists of values have an index of their own, which knows nothing of the order. How many rows they match
     * PostgreSQL can only guess; where it takes one address among a million for one in two hundred, it walks along the order
     * through the whole table to find it. So the matches are found first, unless they are many.
     */
    private void foundFirst(boolean isWalked) {
        text.add("found AS MATERIALIZED (SELECT ").name(ROW).add(".* FROM ");
        table();
        text.add(isWalked ? " WHERE NOT (SELECT holds FROM enough) AND " : " WHERE ");
        criterion(plan.selection().criterion());
        text.add(" LIMIT " + (MOST_SORTED + 1) + "), few AS MATERIALIZED (SELECT count(*) <= " + MOST_SORTED);
        text.add(" AS holds FROM found) (");
        if (isWalked) {
            source = Source.ALONG;
            select();
            orderBy(plan.order().getFirst());
            text.add(") UNION ALL (");
        }
        source = Source.FOUND;
        page();
        text.add(") UNION ALL (");
        source = Source.TABLE_OF_MANY;
        page();
        text.add(")");
    }

    private void page() {
        if (plan.order().size() == 1 && !plan.order().getFirst().attribute().isNeverNull()) {
            inTwoParts(plan.order().getFirst());
        } else {
            select();
            text.add(" AND ");
            afterPosition();
            orderBy();
            limit();
        }
    }

    /**
     * One order key that may be empty: first the rows that have it, then those that do not. Each part follows an index
     * from its place, which one ORDER BY with NULLS LAST cannot do in both directions.
     */
    private void inTwoParts(SortColumn column) {
        var value = after == null ? null : after.keys().getFirst();
        var inSecondPart = after != null && value == null;
        text.add("(");
        select();
        text.add(" AND ");
        column(column);
        text.add(" IS NOT NULL AND ");
        if (inSecondPart) {
            text.add("false");
        } else {
            rowAfter(column.direction(), List.of(column.attribute()));
        }
        orderBy(column);
        limit();
        text.add(") UNION ALL (");
        select();
        text.add(" AND ");
        column(column);
        text.add(" IS NULL");
        if (inSecondPart) {
            text.add(" AND ");
            rowAfter(column.direction(), List.of());
        }
        text.add(" ORDER BY ").name(ROW, "id").add(word(column.direction()));
        limit();
        text.add(")");
        limit();
    }

    private void select() {
        text.add("SELECT ");
        outputs();
        text.add(", ").name(ROW, "id");
        for (var column : plan.order()) {
            text.add(", ");
            column(column);
        }
        text.add(" FROM ");
        source();
    }

    private void outputs() {
        OutputSql.write(text, plan.outputs(), plan.schema().snapshot().schemaName(), ROW);
    }

    private void source() {
        switch (source) {
            case TABLE -> {
                table();
                text.add(" WHERE ");
                criterion(plan.selection().criterion());
            }
            case ALONG -> text.add("along ").name(ROW).add(" WHERE (SELECT holds FROM enough)");
            case FOUND -> text.add("found ").name(ROW).add(" WHERE (SELECT holds FROM few)");
            case TABLE_OF_MANY -> {
                table();
                text.add(" WHERE NOT (SELECT holds FROM few) AND ");
                criterion(plan.selection().criterion());
            }
        }
    }

    private void table() {
        text.name(plan.schema().snapshot().schemaName(), plan.object().table())
                .add(" ")
                .name(ROW);
    }

    private void criterion(Criterion criterion) {
        CriterionSql.write(text, criterion, plan.schema().snapshot().schemaName(), ROW);
    }

    private void afterPosition() {
        if (after == null) {
            text.add("true");
        } else if (isUniform()) {
            rowAfter(
                    plan.order().getFirst().direction(),
                    plan.order().stream().map(SortColumn::attribute).toList());
        } else {
            stepByStep(after);
        }
    }

    private boolean isUniform() {
        var direction = plan.order().getFirst().direction();
        return plan.order().stream()
                .allMatch(column ->
                        column.direction() == direction && column.attribute().isNeverNull());
    }

    /** {@code (keys…, id) > (values…, id)}, which one index can serve whole. */
    private void rowAfter(Direction direction, List<Attribute> keys) {
        if (after == null) {
            text.add("true");
            return;
        }
        text.add("(");
        for (var key : keys) {
            CriterionSql.column(text, key, ROW);
            text.add(", ");
        }
        text.name(ROW, "id").add(direction == Direction.ASC ? ") > (" : ") < (");
        for (var index = 0; index < keys.size(); index++) {
            text.value(after.keys().get(index)).add(", ");
        }
        text.value(after.id()).add(")");
    }

    /** Equal in the first keys and beyond in the next, for each key in turn, and beyond in the id at the end. */
    private void stepByStep(Position position) {
        text.add("(");
        for (var beyond = 0; beyond <= plan.order().size(); beyond++) {
            text.add(beyond == 0 ? "(" : " OR (");
            for (var same = 0; same < beyond; same++) {
                column(plan.order().get(same));
                text.add(" IS NOT DISTINCT FROM ")
                        .value(position.keys().get(same))
                        .add(" AND ");
            }
            beyond(position, beyond);
            text.add(")");
        }
        text.add(")");
    }

    private void beyond(Position position, int index) {
        if (index == plan.order().size()) {
            var last = plan.order().getLast().direction();
            text.name(ROW, "id").add(last == Direction.ASC ? " > " : " < ").value(position.id());
            return;
        }
        var column = plan.order().get(index);
        var value = position.keys().get(index);
        if (value == null) {
            text.add("false");
            return;
        }
        text.add("(");
        column(column);
        text.add(column.direction() == Direction.ASC ? " > " : " < ").value(value);
        if (!column.attribute().isNeverNull()) {
            text.add(" OR ");
            column(column);
            text.add(" IS NULL");
        }
        text.add(")");
    }

    /** Of records that all have a value. */
    private void orderBy(SortColumn column) {
        text.add(" ORDER BY ");
        column(column);
        text.add(word(column.direction())).add(", ").name(ROW, "id").add(word(column.direction()));
    }

    private void orderBy() {
        text.add(" ORDER BY ");
        for (var column : plan.order()) {
            column(column);
            text.add(word(column.direction()));
            text.add(column.attribute().isNeverNull() ? ", " : " NULLS LAST, ");
        }
        text.name(ROW, "id").add(word(plan.order().getLast().direction()));
    }

    private void limit() {
        text.add(" LIMIT " + (plan.page().limit() + 1));
    }

    private void column(SortColumn column) {
        CriterionSql.column(text, column.attribute(), ROW);
    }

    private static String word(Direction direction) {
        return direction == Direction.ASC ? " ASC" : " DESC";
    }
}
