package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.bench.BenchOrganization.Caller;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.CursorToken;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import app.kasar.server.DatabaseSession;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** An organization of its own with a large mailbox, so that what else is measured has its tables for itself. */
final class MailBench {
    /** Messages to one contact, on the average. */
    private static final long MESSAGES_A_CONTACT = 100;

    private static final long ROWS_BEFORE_DEEP_PAGE = 2_000;
    private static final int SOME = 1_000;

    private final Database database;
    private final long messages;
    private final Consumer<String> progress;
    private final BenchOrganization organization;
    private final BenchSize size;

    /** @param messages how many there are to be */
    MailBench(Bench.Parts parts, DatabaseSession session, long messages, Consumer<String> progress) {
        this.database = session.database();
        this.messages = messages;
        this.progress = progress;
        this.size = new BenchSize(Math.max(10, messages / MESSAGES_A_CONTACT));
        this.organization = new BenchOrganization(parts.administration(), database, size, "bench-mail-" + messages);
    }

    /** What is measured, once there is the mail to measure it on. */
    List<Workload> workloads(Bench.Parts parts, BenchReport report) throws InterruptedException {
        var caller = organization.caller(parts.authenticate());
        var schema = parts.schemas().of(caller.actor());
        if (!organization.isLoaded(caller)) {
            var rows = new BenchRows(size.companies(), organization.users(caller));
            new BenchLoad(database, schema, size, rows, Instant.now()).fill();
        }
        if (organization.count(caller, "threads") == 0) {
            progress.accept("Loading %,d messages …".formatted(messages));
            report.add("messages loaded a second", new MailLoad(database, caller, messages).fill());
        }
        return new MailWorkloads(caller, messages, contacts(caller)).all(deepCursor(caller, schema));
    }

    private List<UUID> contacts(Caller caller) {
        var text = "SELECT id FROM \"%s\".contacts ORDER BY id LIMIT %d".formatted(caller.schemaName(), SOME);
        return database.list(Statement.fixed(text), row -> row.requiredUuid(1));
    }

    private String deepCursor(Caller caller, VisibleSchema schema) {
        var text =
                "SELECT id, last_message_at FROM \"%s\".threads ORDER BY last_message_at DESC, id DESC OFFSET %d LIMIT 1"
                        .formatted(
                                caller.schemaName(),
                                Math.min(ROWS_BEFORE_DEEP_PAGE, messages / MailLoad.MESSAGES_A_THREAD / 2));
        var threads = schema.system(SystemObjects.THREADS, Action.READ);
        var newest = new SortKey("last_message_at", SortKey.Direction.DESC, "sort_by");
        var plan = ListPlanner.plan(ListRequest.EVERYTHING, threads, schema, new Criterion.Everything(), newest);
        return database.find(
                        Statement.fixed(text),
                        row -> new CursorToken(
                                        row.requiredUuid(1),
                                        List.of(Objects.requireNonNull(row.instant(2))
                                                .toString()),
                                        plan.page().query())
                                .encode())
                .orElseThrow();
    }
}
