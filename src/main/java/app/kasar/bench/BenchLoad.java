package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Fills the organization through the one door all writes go through, in large batches on several connections. */
final class BenchLoad {
    private static final int BATCH = 2_000;
    private static final int WRITERS = 4;
    private static final int DAYS = 3 * 365;
    private static final long DAY_SECONDS = 86_400;

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Alice", "Amir", "Anna", "Ben", "Chloé", "Daniel", "Elena", "Emil", "Fatima", "Grace", "Hugo",
            "Ines", "Jan", "Julia", "Kenji", "Lea", "Lucas", "Maria", "Mei", "Nina", "Noah", "Olga", "Omar", "Paula",
            "Pedro", "Rosa", "Sami", "Sofia", "Tom", "Uma", "Victor", "Wei", "Yara", "Zoé");
    private static final List<String> SYLLABLES = List.of(
            "ba", "ber", "dan", "del", "fer", "gar", "han", "kel", "lan", "mar", "mor", "nel", "ros", "san", "ter",
            "vel", "win", "zan");
    private static final List<String> STATUSES = List.of("lead", "prospect", "customer", "customer", "former");
    private static final List<String> INDUSTRIES =
            List.of("Software", "Retail", "Energy", "Health", "Finance", "Media", "Transport", "Education");
    private static final List<String> TITLES =
            List.of("Manager", "Director", "Engineer", "Buyer", "Chief Executive", "Assistant", "Consultant");
    private static final List<String> DEALS = List.of("open", "negotiation", "closed_won", "closed_lost");

    private final Database database;
    private final RecordWriter writer;
    private final VisibleSchema schema;
    private final Instant now;

    BenchLoad(Database database, VisibleSchema schema, Instant now) {
        this.database = database;
        this.writer = new RecordWriter(database);
        this.schema = schema;
        this.now = now;
    }

    /** Rows a second, over everything that was written. */
    double fill(int contacts) throws InterruptedException {
        var companies = Math.max(1, contacts / 10);
        var opportunities = contacts / 5;
        var started = System.nanoTime();
        fill("companies", companies, this::company);
        fill("contacts", contacts, number -> contact(number, companies));
        fill("opportunities", opportunities, number -> opportunity(number, companies));
        var seconds = (System.nanoTime() - started) / 1e9;
        for (var table : List.of("companies", "contacts", "opportunities", "events")) {
            database.executeScript(
                    "VACUUM ANALYZE \"%s\".\"%s\"".formatted(schema.snapshot().schemaName(), table));
        }
        return (companies + contacts + opportunities) / seconds;
    }

    private void fill(String object, int count, LongFunction<RecordInput> row) throws InterruptedException {
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
                batches.add(threads.submit(batch(object, from, Math.min(count, from + BATCH), row)));
            }
            for (var batch : batches) {
                progress.stepBy(batch.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("loading " + object + " failed", failed.getCause());
        }
    }

    private Callable<Integer> batch(String object, long from, long to, LongFunction<RecordInput> row) {
        return () -> {
            var inputs = new ArrayList<RecordInput>();
            for (var number = from; number < to; number++) {
                inputs.add(row.apply(number));
            }
            // Spread over the years, newest numbers last, as records come to be.
            var at = now.minusSeconds((long) ((1 - new Random(from).nextDouble()) * DAYS * DAY_SECONDS));
            var write =
                    new Write(schema.object(object, Action.CREATE), new Change(schema, "bench-load", at), List.of());
            var refused = writer.create(write, inputs).stream()
                    .filter(Outcome.Refused.class::isInstance)
                    .findFirst();
            if (refused.isPresent()) {
                throw refused.map(Outcome.Refused.class::cast).orElseThrow().toProblem();
            }
            return inputs.size();
        };
    }

    private RecordInput company(long number) {
        var random = new Random(number);
        var columns = columns();
        columns.put("name", name(random) + " " + INDUSTRIES.get((int) (number % INDUSTRIES.size())));
        columns.put("domain", "company" + number + ".test");
        columns.put("industry", INDUSTRIES.get(random.nextInt(INDUSTRIES.size())));
        columns.put("employee_count", String.valueOf(1 + random.nextInt(5000)));
        return input(BenchIds.company(number), columns);
    }

    private RecordInput contact(long number, long companies) {
        var random = new Random(number);
        var first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
        var last = name(random);
        var email = first.toLowerCase(java.util.Locale.ROOT) + "." + number + "@company" + number % companies + ".test";
        var columns = columns();
        columns.put("first_name", first);
        columns.put("last_name", last);
        columns.put("email", "[{\"value\": \"%s\", \"label\": null, \"is_primary\": true}]".formatted(email));
        columns.put("email_primary", email);
        columns.put("email_values", "{\"" + email + "\"}");
        columns.put("job_title", TITLES.get(random.nextInt(TITLES.size())));
        columns.put("contact_status", STATUSES.get(random.nextInt(STATUSES.size())));
        columns.put("company_id", BenchIds.company(number % companies).toString());
        return input(BenchIds.contact(number), columns);
    }

    private RecordInput opportunity(long number, long companies) {
        var random = new Random(number);
        var columns = columns();
        columns.put("name", name(random) + " deal");
        columns.put("amount", String.valueOf(100 + random.nextInt(1_000_000)));
        columns.put("status", DEALS.get(random.nextInt(DEALS.size())));
        columns.put("company_id", BenchIds.company(number % companies).toString());
        return input(BenchIds.opportunity(number), columns);
    }

    private Map<String, @Nullable String> columns() {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("owner_id", schema.actor().member().id().toString());
        return columns;
    }

    private static RecordInput input(java.util.UUID id, Map<String, @Nullable String> columns) {
        return new RecordInput(id, columns, Map.of(), Map.of());
    }

    private static String name(Random random) {
        var name = new StringBuilder();
        for (var syllable = 0; syllable < 2 + random.nextInt(2); syllable++) {
            name.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }
}
