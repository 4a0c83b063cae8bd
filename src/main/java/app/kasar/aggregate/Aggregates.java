package app.kasar.aggregate;

import app.kasar.db.ConstraintViolation;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.Problem;
import tools.jackson.core.JsonGenerator;

/** Aggregates records through plans: the room's only door, and the only place where it meets the database. */
public final class Aggregates {
    private final Database database;

    public Aggregates(Database database) {
        this.database = database;
    }

    /**
     * Writes the answer as one JSON object.
     *
     * @throws StaleSnapshot when the organization moved on since the plan was made
     * @throws Problem VALIDATION_ERROR when the result is beyond what a FLOAT can hold
     */
    public void write(AggregatePlan plan, JsonGenerator json) {
        var answer = AggregateJson.of(plan, json);
        answer.start();
        try {
            database.list(AggregateSql.of(plan), row -> accept(plan, row, answer));
        } catch (ConstraintViolation beyondDouble) {
            throw new Problem(
                    java.util.List.of(
                            app.kasar.problem.Fault.invalid("function", "the result is beyond what a FLOAT can hold")),
                    java.util.Map.of(),
                    beyondDouble);
        }
        answer.end();
    }

    private static boolean accept(AggregatePlan plan, Row row, AggregateJson answer) {
        if (row.number(AggregateSql.EPOCH) != plan.records().schema().snapshot().epoch()) {
            throw new StaleSnapshot("the organization's schema, users or rights changed");
        }
        if (row.isTrue(AggregateSql.IS_GROUP)) {
            answer.row(row);
        }
        return true;
    }
}
