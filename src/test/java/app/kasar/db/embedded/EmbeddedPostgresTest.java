package app.kasar.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path data;

    @Test
    void starts_stops_and_starts_again() {
        int port;
        try (var first = EmbeddedPostgres.open(data)) {
            assertThat(first.startedHere()).isTrue();
            assertThat(Answer.of(first.jdbcUrl(), first.user(), first.password()))
                    .isEqualTo(Answer.OURS);
        }
        try (var second = EmbeddedPostgres.open(data)) {
            assertThat(second.startedHere()).isTrue();
        }
    }
}
