package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Fills the organization through the one door all writes go through, in large batches on several connections. What an
 * earlier, interrupted load has written is left as it is.
 */
final class BenchLoad {
    private static final int BATCH = 1_000;
    private static final int WRITERS = 4;
    private static final Duration AGE = Duration.ofDays(3 * 365);
    private static final int TAGS_A_BATCH = 3;
    private static final int TAGGED = 100;
    /** Of the contacts that have deals, every so many-th is linked with them. */
    private static final int LINKED = 10;

    private final Database database;
    private final RecordWriter writer;
    private final EntityLinks links;
    private final VisibleSchema schema;
    private final BenchSize size;
    private final BenchRows rows;
    private final Instant now;

    BenchLoad(Database database, VisibleSchema schema, BenchSize size, BenchRows rows, Instant now) {
        this.database = database;
        this.writer = new RecordWriter(database);
        this.links = new EntityLinks(database);
        this.schema = schema;
        this.size = size;
        this.rows = rows;
        this.now = now;
    }

    /** Rows of the three objects a second; links are not counted, but what they take is. */
    double fill() throws InterruptedException {
        var started = System.nanoTime();
        fill("tags", BenchRows.tags(), rows::tag);
        fill("companies", size.companies(), rows::company);
        fill("contacts", size.contacts(), rows::contact);
        fill("opportunities", size.opportunities(), rows::opportunity);
        var seconds = (System.nanoTime() - started) / 1e9;
        database.executeScript("VACUUM ANALYZE");
        return size.rows() / seconds;
    }

    /** Companies, and contacts of whom some were entered twice. */
    void fill(long contacts, DuplicateRows people) throws InterruptedException {
        fill("tags", BenchRows.tags(), rows::tag);
        fill("companies", size.companies(), rows::company);
        fill("contacts", contacts, people::contact);
        database.executeScript("VACUUM ANALYZE");
    }

    /** Tasks a second, links not counted. */
    double fillTasks() throws InterruptedException {
        var started = System.nanoTime();
        fill("tasks", size.tasks(), number -> rows.task(number, now));
        var seconds = (System.nanoTime() - started) / 1e9;
        database.executeScript("VACUUM ANALYZE");
        return size.tasks() / seconds;
    }

    /** Deletes the contacts that measurements have created, so that each run finds as many as were loaded. */
    void removeOthers() {
        var write = write("contacts", Action.DELETE, now);
        for (var ids = others(); !ids.isEmpty(); ids = others()) {
            writer.delete(write, ids, null);
        }
        database.executeScript("VACUUM ANALYZE");
    }

    private List<UUID> others() {
        var text = new SqlText().add("SELECT id FROM ").name(schema.snapshot().schemaName(), "contacts");
        text.add(" WHERE id > ").value(BenchIds.contact(size.contacts() - 1)).add(" ORDER BY id LIMIT " + BATCH);
        return database.list(text.toStatement(), row -> row.requiredUuid(1));
    }

    private void fill(String object, long count, LongFunction<RecordInput> row) throws InterruptedException {
        try (var progress = new ProgressBarBuilder()
                        .setTaskName(object)
                        .setInitialMax(count)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(500)
                        .showSpeed()
                        .build();
                var threads = Executors.newFixedThreadPool(WRITERS)) {
            var batches = new ArrayList<Future<Integer>>();
            for (long from = 0; from < count; from += BATCH) {
                // Newest numbers last, as records come to be.
                var at = now.minus(AGE).plusMillis((long) (AGE.toMillis() * ((double) from / count)));
                var batch = LongStream.range(from, Math.min(count, from + BATCH))
                        .boxed()
                        .toList();
                batches.add(threads.submit(batch(object, batch, row, at)));
            }
            for (var batch : batches) {
                progress.stepBy(batch.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("loading " + object + " failed", failed.getCause());
        }
    }

    private Callable<Integer> batch(String object, List<Long> numbers, LongFunction<RecordInput> row, Instant at) {
        return () -> {
            if (!isThere(object, row.apply(numbers.getFirst()).id())) {
                database.inTransaction(() -> {
                    create(object, numbers.stream().map(row::apply).toList(), at);
                    link(object, numbers, at);
                    return numbers;
                });
            }
            return numbers.size();
        };
    }

    private boolean isThere(String object, UUID id) {
        var text = new SqlText().add("SELECT 1 FROM ").name(schema.snapshot().schemaName(), object);
        return database.find(text.add(" WHERE id = ").value(id).toStatement(), row -> true)
                .isPresent();
    }

    private void create(String object, List<RecordInput> inputs, Instant at) {
        writer.create(write(object, Action.CREATE, at), inputs).forEach(Outcome::orThrow);
    }

    private void link(String object, List<Long> numbers, Instant at) {
        switch (object) {
            case "contacts" -> tag(numbers, at);
            case "opportunities" -> numbers.forEach(number -> linkContact(number, at));
            case "tasks" -> numbers.forEach(number -> linkTask(number, at));
            default -> {}
        }
    }

    private void tag(List<Long> contacts, Instant at) {
        var random = new SplittableRandom(contacts.getFirst());
        for (var tag = 0; tag < TAGS_A_BATCH; tag++) {
            var tagged = random.longs(TAGGED, 0, contacts.size())
                    .distinct()
                    .mapToObj(place -> BenchIds.contact(contacts.get((int) place)))
                    .toList();
            var id = BenchIds.tag(random.nextInt(BenchRows.tags()));
            writer.link(write("tags", Action.UPDATE, at), "contacts", id, tagged, true);
        }
    }

    private void linkContact(long opportunity, Instant at) {
        if (opportunity % (BenchRows.DEALS_A_CONTACT * LINKED) == 0 && opportunity + 1 < size.opportunities()) {
            var contact = BenchIds.contact(opportunity / BenchRows.DEALS_A_CONTACT);
            var deals = List.of(BenchIds.opportunity(opportunity), BenchIds.opportunity(opportunity + 1));
            writer.link(write("contacts", Action.UPDATE, at), "opportunities", contact, deals, true);
        }
    }

    private void linkTask(long task, Instant at) {
        if (task % BenchRows.TASKS_A_LINK == 0) {
            var contact = new EntityLinks.Entity("contacts", BenchIds.contact(task));
            var change = new Change(schema, "bench-load", at);
            links.replace(SystemObjects.TASKS, BenchIds.task(task), List.of(contact), change);
        }
    }

    private ObjectSchema object(String name, Action action) {
        return name.equals(SystemObjects.TASKS.name())
                ? schema.system(SystemObjects.TASKS, action)
                : schema.object(name, action);
    }

    Write write(String object, Action action, Instant at) {
        return new Write(object(object, action), new Change(schema, "bench-load", at), List.of());
    }
}
