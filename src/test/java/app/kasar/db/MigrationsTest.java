package app.kasar.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
    @Test
    void makes_the_control_schema_in_an_empty_database_and_again_does_nothing() {
        try (var fresh = TestPostgres.empty()) {
            Migrations.control(fresh.pool());
            Migrations.all(fresh.pool());
            assertThat(fresh.database()
                            .list(
                                    Statement.fixed("SELECT count(*) FROM kasar.schema_history WHERE type = 'SQL'"),
                                    row -> row.number(1)))
                    .containsExactly((long) Migrations.Kind.CONTROL.latest());
        }
    }

    @Test
    void functions_of_extensions_and_tables_of_each_organization_are_found_by_their_schema() {
        try (var fresh = TestPostgres.migrated()) {
            Migrations.organization(fresh.pool(), "acme_1");
            Migrations.organization(fresh.pool(), "other_2");
            var found = fresh.database()
                    .list(
                            Statement.fixed("SELECT kasar.unaccent('é'), kasar.similarity('a', 'a'),"
                                    + " (SELECT epoch FROM acme_1.state), (SELECT epoch FROM other_2.state)"),
                            row -> row.text(1) + row.text(2) + row.number(3) + row.number(4));
            assertThat(found).containsExactly("e111");
        }
    }

    @Test
    void refuses_a_schema_made_by_a_newer_version() {
        try (var fresh = TestPostgres.migrated()) {
            fresh.database().executeScript("UPDATE kasar.schema_history SET version = '999' WHERE type = 'SQL'");
            assertThatThrownBy(() -> Migrations.control(fresh.pool())).hasMessageContaining("newer Kasar");
        }
    }

    @Test
    void names_an_extension_that_lives_in_another_schema() {
        try (var fresh = TestPostgres.empty()) {
            fresh.database().executeScript("CREATE EXTENSION unaccent SCHEMA public");
            assertThatThrownBy(() -> Migrations.control(fresh.pool())).hasMessageContaining("unaccent in public");
        }
    }

    @Test
    void refuses_a_database_that_cannot_hold_every_text() {
        try (var fresh = TestPostgres.empty("template0 ENCODING SQL_ASCII LOCALE_PROVIDER libc LOCALE 'C'")) {
            assertThatThrownBy(() -> Migrations.control(fresh.pool()))
                    .hasMessageContaining("its encoding is SQL_ASCII");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_latest_version_is_that_of_the_newest_file(Migrations.Kind kind) throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/migrations", kind.folder()))) {
            var newest = files.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max();
            assertThat(newest).hasValue(kind.latest());
        }
    }
}
