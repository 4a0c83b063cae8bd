package app.kasar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.db.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PgbenchScriptTest {
    private static final UUID ID = BenchIds.contact(7);

    @Test
    void writes_parameters_where_they_stand_and_leaves_question_marks_in_texts() {
        var statement = Statement.fixed("SELECT '?', ? WHERE a = ? AND b = ?", "it's", 5, null);

        assertThat(PgbenchScript.of(statement)).isEqualTo("SELECT '?', 'it''s' WHERE a = 5 AND b = NULL;\n");
    }

    @Test
    void writes_no_colon_that_pgbench_would_take_for_a_variable() {
        var statement = Statement.fixed("SELECT ?", Instant.parse("2026-01-02T03:04:05.006Z"));

        assertThat(PgbenchScript.of(statement)).doesNotContain(":");
    }

    @Test
    void picks_another_contact_in_each_run() {
        var script = PgbenchScript.withRandomContact(Statement.fixed("SELECT 1 WHERE id = ?", ID), ID, 1000);

        assertThat(script).startsWith("\\set n random(0, 999)\n").contains(":n").doesNotContain(ID.toString());
    }

    @Test
    void makes_a_new_id_in_each_run() {
        var statement = Statement.fixed("SELECT unnest(?)", (Object) new String[] {ID.toString()});

        assertThat(PgbenchScript.withNewId(statement, ID))
                .contains("gen_random_uuid()")
                .doesNotContain(ID.toString());
    }
}
