package app.kasar.bench;

import static java.util.Objects.requireNonNull;

import app.kasar.bench.BenchOrganization.Caller;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.SystemObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fills a user's mailboxes, which nobody would read for hours only to measure lists: in SQL, all or nothing. Events are left
 * out.
 */
final class MailLoad {
    static final int MESSAGES_A_THREAD = 5;

    private static final String SCRIPT = "/app/kasar/bench/mail.sql";
    private static final List<String> TABLES = List.of("interactions", "interactions_links", "mails", "threads");

    private final Database database;
    private final Caller caller;
    private final long messages;

    /** @param caller whose mail it is to be; their organization has contacts */
    MailLoad(Database database, Caller caller, long messages) {
        this.database = database;
        this.caller = caller;
        this.messages = messages;
    }

    /** Messages a second. */
    double fill() {
        var started = System.nanoTime();
        database.inTransaction(() -> {
            database.executeScript("SET LOCAL search_path = \"%s\", kasar".formatted(caller.schemaName()));
            var indexes =
                    TABLES.stream().flatMap(table -> indexes(table).stream()).toList();
            indexes.forEach(index -> database.executeScript("DROP INDEX \"%s\"".formatted(index.name())));
            database.executeScript(script());
            indexes.forEach(index -> database.executeScript(index.definition()));
            return messages;
        });
        var seconds = (System.nanoTime() - started) / 1e9;
        database.executeScript("VACUUM ANALYZE");
        return messages / seconds;
    }

    private record Index(String name, String definition) {}

    /** Those that hold no rule: filling a table and then making them takes a part of the time. */
    private List<Index> indexes(String table) {
        var text = """
                SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                WHERE i.indrelid = ?::regclass AND NOT i.indisunique
                """;
        var name = "\"%s\".\"%s\"".formatted(caller.schemaName(), table);
        return database.list(Statement.fixed(text, name), row -> new Index(row.requiredText(1), row.requiredText(2)));
    }

    private String script() {
        return resource()
                .replace("{owner}", caller.actor().member().id().toString())
                .replace("{messages}", Long.toString(messages))
                .replace("{threads}", Long.toString(messages / MESSAGES_A_THREAD))
                .replace("{thread}", BenchIds.threadSql("c.n"))
                .replace("{message}", BenchIds.messageSql("m.n"))
                .replace("{mailbox}", BenchIds.mailboxSql("m.n"))
                .replace("{mailbox_of_thread}", BenchIds.mailboxSql("(c.n % 10 / 9)"))
                .replace("{document}", document());
    }

    private static String document() {
        var text = new SqlText();
        SearchDocument.write(text, SystemObjects.THREADS, column -> text.name("c", column));
        return text.toStatement().text();
    }

    private static String resource() {
        try (var script = requireNonNull(MailLoad.class.getResourceAsStream(SCRIPT))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
