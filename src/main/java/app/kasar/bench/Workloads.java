package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.bench.BenchOrganization.Caller;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.http.Answer;
import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.CursorToken;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.query.sql.OutputSql;
import app.kasar.query.sql.PageSql;
import app.kasar.records.Change;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.VisibleSchema;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** The requests that are measured, with their SQL taken from the product's own classes. */
final class Workloads {
    private static final int ROWS_BEFORE_DEEP_PAGE = 200_000;
    private static final int PAGE = 20;
    private static final String FILTERED =
            "filter_field=contact_status&filter_operator=equals&filter_value=customer&sort_by=created_at";

    /** Both pages then hold loaded contacts, and not the first those that were just created and say little. */
    private static final String OLDEST_FIRST = "sort_by=created_at&sort_dir=asc";

    static final String GET = "get one record";
    static final String FILTERED_LIST = "list 20: filter, sort, exact total";
    static final String PAGE_1 = "page 1";
    static final String PAGE_10_000 = "page 10,000";
    static final String CREATE = "create one";
    static final String BATCH = "create a batch of 100";

    /** Least ratios to the floor. */
    static final Map<String, Double> WANTED = Map.of(GET, 0.45, FILTERED_LIST, 0.5, CREATE, 0.45);

    private final HikariDataSource pool;
    private final Caller caller;
    private final VisibleSchema schema;
    private final int contacts;

    Workloads(HikariDataSource pool, Caller caller, VisibleSchema schema, int contacts) {
        this.pool = pool;
        this.caller = caller;
        this.schema = schema;
        this.contacts = contacts;
    }

    List<Workload> all() {
        return List.of(
                new Workload(
                        GET,
                        number -> Workload.get("/records/contacts/" + randomContact(), caller.token()),
                        randomContact(plainGet())),
                list(FILTERED_LIST, FILTERED),
                list("list 20: sorted by name, exact total", "sort_by=full_name&sort_dir=asc"),
                list(PAGE_1, OLDEST_FIRST),
                list(PAGE_10_000, OLDEST_FIRST + "&cursor=" + deepCursor()),
                list("search one word", "search=" + "Berdan"),
                create(),
                create().alone(),
                batch().alone(),
                batch(),
                new Workload(
                        "update one",
                        number -> Workload.send(
                                "PATCH",
                                "/records/contacts/" + randomContact(),
                                caller.token(),
                                "{\"job_title\": \"Title " + number + "\"}"),
                        null));
    }

    private Workload create() {
        return new Workload(
                CREATE,
                number -> Workload.send("POST", "/records/contacts", caller.token(), BenchRows.newContact(number)),
                createScript());
    }

    private Workload batch() {
        return new Workload(
                BATCH,
                number -> Workload.send("POST", "/records/contacts/batch/create", caller.token(), batch(number)),
                null);
    }

    private Object randomContact() {
        return BenchIds.contact(ThreadLocalRandom.current().nextInt(contacts));
    }

    private Workload list(String name, String query) {
        var path = "/records/contacts?limit=" + PAGE + "&" + query;
        var request = Workload.get(path, caller.token());
        return new Workload(name, number -> request, PgbenchScript.of(pageStatement(query)));
    }

    /** The page query alone: no total, no guard. */
    private Statement pageStatement(String query) {
        var plan = plan(query);
        var text = new SqlText();
        var after = plan.page().after();
        var position = after == null
                ? null
                : new PageSql.Position(
                        List.of(Instant.parse(
                                Objects.requireNonNull(after.keys().getFirst()))),
                        after.id());
        PageSql.write(text, plan, position);
        return text.toStatement();
    }

    private ListPlan plan(String query) {
        var parameters = new java.util.LinkedHashMap<String, String>();
        parameters.put("limit", String.valueOf(PAGE));
        for (var parameter : query.split("&", -1)) {
            var equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return ListPlanner.plan(ListRequestParser.fromParameters(parameters, Limits.RECORDS), "contacts", schema);
    }

    private String deepCursor() {
        var rows = Math.min(ROWS_BEFORE_DEEP_PAGE, contacts / 2);
        var table = "\"%s\".contacts".formatted(caller.schemaName());
        var found = new Database(pool)
                .find(
                        Statement.fixed("SELECT id, created_at FROM " + table + " ORDER BY created_at, id OFFSET "
                                + rows + " LIMIT 1"),
                        row -> Map.entry(row.requiredUuid(1), Objects.requireNonNull(row.instant(2))))
                .orElseThrow();
        var query = plan(OLDEST_FIRST).page().query();
        return new CursorToken(found.getKey(), List.of(found.getValue().toString()), query).encode();
    }

    private String randomContact(Statement statement) {
        return PgbenchScript.withRandomContact(statement, BenchIds.contact(0), contacts);
    }

    /** The record's own columns by its id, and nothing of what it is related to. */
    private Statement plainGet() {
        var object = schema.object("contacts", Action.READ);
        var text = new SqlText().add("SELECT ");
        OutputSql.write(text, ListPlanner.flatOutputs(object, schema), caller.schemaName(), "t");
        text.add(" FROM ").name(caller.schemaName(), object.table()).add(" t WHERE t.id = ");
        return text.value(BenchIds.contact(0)).toStatement();
    }

    /** What the server itself runs for one record, by pgbench. */
    String wholeGet() {
        return randomContact(getStatement());
    }

    private Statement getStatement() {
        var captured = new ArrayList<Statement>();
        var reader = new RecordReader(new Database(pool, captured::add));
        var object = schema.object("contacts", Action.READ);
        Answer.ok(json -> reader.get(object, BenchIds.contact(0), schema, json));
        return captured.getFirst();
    }

    private String createScript() {
        var captured = new ArrayList<Statement>();
        var writer = new RecordWriter(new Database(pool, captured::add));
        var object = schema.object("contacts", Action.CREATE);
        var faults = new Faults();
        var body = (ObjectNode) Json.read(BenchRows.newContact(0), null);
        var input = new RecordInputReader(object, schema).forCreate(body, faults);
        faults.throwIfAny();
        var change = new Change(schema, "bench", Instant.now());
        writer.create(new Write(object, change, ListPlanner.flatOutputs(object, schema)), List.of(input));
        return PgbenchScript.withNewId(captured.getFirst(), input.id());
    }

    private static String batch(long number) {
        var records = new StringBuilder("{\"records\": [");
        for (var index = 0; index < 100; index++) {
            records.append(index == 0 ? "" : ", ").append(BenchRows.newContact(number * 100 + index));
        }
        return records.append("]}").toString();
    }
}
