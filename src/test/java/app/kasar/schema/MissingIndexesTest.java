package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.RunningKasar;
import app.kasar.db.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingIndexesTest {
    @Test
    void builds_the_index_a_killed_server_left_out() {
        try (var kasar = new RunningKasar()) {
            var schema = kasar.organization("acme").schemaName();
            var database = kasar.database().database();
            database.executeScript("DROP INDEX \"%s\".\"contacts.contact_status.filter\"".formatted(schema));

            new MissingIndexes(database, new SchemaCache(database)).build(List.of(schema));

            var found = database.list(
                    Statement.fixed(
                            "SELECT indexname FROM pg_indexes WHERE schemaname = ? AND indexname = 'contacts.contact_status.filter'",
                            schema),
                    row -> row.text(1));
            assertThat(found).hasSize(1);
        }
    }
}
