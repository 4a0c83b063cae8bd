package app.kasar.query.sql;

import app.kasar.TestPostgres;
import app.kasar.access.Actor;
import app.kasar.accounts.NewOrganization;
import app.kasar.db.SqlText;
import app.kasar.json.Json;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.server.Wiring;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import tools.jackson.databind.node.ObjectNode;

/** Measures what it costs to put a page's SQL together, by our own text and by jOOQ. Run by hand. */
final class RenderingComparison {
    private static final int ROUNDS = 8;
    private static final int TIMES = 100_000;

    private RenderingComparison() {}

    public static void main(String[] arguments) {
        var plan = plan();
        var dsl = DSL.using(SQLDialect.POSTGRES);
        System.out.println(own(plan));
        System.out.println(jooq(dsl, plan).getSQL(ParamType.INDEXED));
        for (var round = 0; round < ROUNDS; round++) {
            var own = microseconds(plan, RenderingComparison::length);
            var jooq = microseconds(plan, asked -> jooqLength(dsl, asked));
            System.out.printf(Locale.ROOT, "own %.2f us, jOOQ %.2f us, ratio %.1f%n", own, jooq, jooq / own);
        }
        System.exit(0);
    }

    private static double microseconds(ListPlan plan, ToIntFunction<ListPlan> rendering) {
        var began = System.nanoTime();
        var characters = 0L;
        for (var time = 0; time < TIMES; time++) {
            characters += rendering.applyAsInt(plan);
        }
        var took = System.nanoTime() - began;
        if (characters == 0) {
            throw new IllegalStateException("nothing was rendered");
        }
        return took / 1_000.0 / TIMES;
    }

    private static String own(ListPlan plan) {
        var text = new SqlText();
        PageSql.write(text, plan, null);
        return text.toStatement().text();
    }

    private static int length(ListPlan plan) {
        var text = new SqlText();
        PageSql.write(text, plan, null);
        var statement = text.toStatement();
        return statement.text().length() + statement.parameters().size();
    }

    private static int jooqLength(DSLContext dsl, ListPlan plan) {
        var query = jooq(dsl, plan);
        return query.getSQL(ParamType.INDEXED).length() + query.getBindValues().size();
    }

    /** The same page as {@link PageSql} writes it, with names taken from the plan as they must be when objects are data. */
    private static org.jooq.Query jooq(DSLContext dsl, ListPlan plan) {
        var schema = plan.schema().snapshot().schemaName();
        var selected = new ArrayList<SelectFieldOrAsterisk>();
        for (var output : plan.outputs()) {
            selected.add(field(((Output.Flat) output).attribute().column()));
        }
        selected.add(field("id"));
        selected.add(field("created_at"));
        return dsl.select(selected)
                .from(DSL.table(DSL.name(schema, plan.object().name())).as(DSL.name("t")))
                .where(field("contact_status")
                        .eq("customer")
                        .and(field("last_name").likeIgnoreCase("%son%"))
                        .and(DSL.exists(DSL.selectOne()
                                .from(DSL.table(DSL.name(schema, "companies")).as(DSL.name("r1")))
                                .where(DSL.field(DSL.name("r1", "id")).eq(DSL.field(DSL.name("t", "company_id"))))
                                .and(DSL.field(DSL.name("r1", "employee_count"), SQLDataType.BIGINT)
                                        .gt(500L)))))
                .orderBy(field("created_at").desc(), field("id").desc())
                .limit(DSL.inline(21));
    }

    private static Field<String> field(String column) {
        return DSL.field(DSL.name("t", column), SQLDataType.CLOB);
    }

    private static ListPlan plan() {
        var fresh = TestPostgres.migrated();
        var wiring = new Wiring(fresh.pool(), fresh.database(), InstantSource.system());
        var created = wiring.administration()
                .organizations()
                .create(new NewOrganization("acme", "Acme", "ada@acme.test", "Ada"));
        var epoch =
                wiring.schemas().current(created.organization().schemaName()).epoch();
        var actor = Actor.atCommandLine(
                created.organization(), created.administrator().member(), epoch);
        var asked = (ObjectNode) Json.read("""
                {"filters": {"conditions": [
                    {"field": "contact_status", "operator": "equals", "value": "customer"},
                    {"field": "last_name", "operator": "contains", "value": "son"},
                    {"field": "company.employee_count", "operator": "greater_than", "value": 500}]}}""", null);
        return ListPlanner.plan(
                ListRequestParser.fromBody(asked, Limits.RECORDS),
                "contacts",
                wiring.schemas().of(actor));
    }
}
