package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.RunningKasar;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MissingIndexesTest {
    private static RunningKasar kasar;
    private static Database database;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        database = kasar.database().database();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static void drop(String schema, String index) {
        database.execute(new SqlText().add("DROP INDEX ").name(schema, index).toStatement());
        assertThat(isThere(schema, index)).isFalse();
    }

    private static boolean isThere(String schema, String index) {
        return database.find(
                        Statement.fixed(
                                "SELECT 1 FROM pg_indexes p JOIN pg_index i ON i.indexrelid = format('%I.%I', p.schemaname,"
                                        + " p.indexname)::regclass WHERE p.schemaname = ? AND p.indexname = ? AND i.indisvalid",
                                schema, index),
                        row -> true)
                .orElse(false);
    }

    @Test
    void builds_the_index_a_killed_server_left_out() {
        var schema = kasar.organization("acme").schemaName();
        drop(schema, "contacts.contact_status.filter");

        new MissingIndexes(database, new SchemaCache(database)).build(List.of(schema));

        assertThat(isThere(schema, "contacts.contact_status.filter")).isTrue();
    }

    @Test
    void a_server_that_starts_makes_indexes_of_the_products_own_objects_for_organizations_that_were_there_before() {
        var schema = kasar.organization("older").schemaName();
        drop(schema, "threads_of_channel");
        drop(schema, "notifications_unread");

        try (var node = kasar.secondNode()) {
            assertThat(node.address()).isNotNull();
            await(() -> isThere(schema, "threads_of_channel") && isThere(schema, "notifications_unread"));
        }
    }

    @Test
    void an_index_that_cannot_be_made_does_not_keep_others_from_being_made() {
        var acme = kasar.organization("twice");
        var schema = acme.schemaName();
        drop(schema, "contacts.email.unique");
        database.executeScript("""
                INSERT INTO %1$s.contacts (id, first_name, email, email_primary, email_values, created_at, updated_at)
                SELECT gen_random_uuid(), 'Bob', '[]', 'bob@x.test', ARRAY['bob@x.test'], now(), now() FROM generate_series(1, 2)
                """.formatted(schema));
        drop(schema, "threads_of_mailbox");

        new MissingIndexes(database, new SchemaCache(database)).build(List.of(schema));

        assertThat(isThere(schema, "contacts.email.unique")).isFalse();
        assertThat(isThere(schema, "threads_of_mailbox")).isTrue();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
