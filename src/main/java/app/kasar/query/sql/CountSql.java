package app.kasar.query.sql;

import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.CountPlan;
import app.kasar.query.plan.Criterion;

/** How many records meet each criterion, all counted in one walk over the selection. */
public final class CountSql {
    private CountSql() {}

    /** Columns of the answer: the epoch, the snapshot counted in, then a count a criterion. */
    public static Statement of(CountPlan plan) {
        var schema = plan.schema().snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schema);
        text.add(", pg_current_snapshot()::text, ");
        columns(text, plan, "t");
        text.add(" FROM ").name(schema, plan.object().table()).add(" t WHERE ");
        CriterionSql.write(text, plan.selection().criterion(), schema, "t");
        return text.toStatement().planned(plan.planning());
    }

    /** {@code count0, count1, …} of the rows known as {@code alias}. */
    static void columns(SqlText text, CountPlan plan, String alias) {
        var schema = plan.schema().snapshot().schemaName();
        for (var index = 0; index < plan.criteria().size(); index++) {
            var criterion = plan.criteria().get(index);
            text.add(index == 0 ? "count(*)" : ", count(*)");
            if (!(criterion instanceof Criterion.Everything)) {
                CriterionSql.write(text.add(" FILTER (WHERE "), criterion, schema, alias);
                text.add(")");
            }
            text.add(" AS count" + index);
        }
    }
}
