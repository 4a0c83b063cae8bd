package app.kasar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.inbox.SecretKeys;
import app.kasar.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void makes_a_key_when_it_is_first_needed_and_keeps_it() throws Exception {
        var keys = new KeyFile(folder);
        assertThat(folder).isEmptyDirectory();
        var key = keys.key();
        assertThat(key).hasSize(SecretKeys.LENGTH).isEqualTo(keys.key()).isEqualTo(new KeyFile(folder).key());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret.key"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void takes_no_key_that_is_cut_short() throws Exception {
        Files.writeString(folder.resolve("secret.key"), "c2hvcnQ=\n");
        assertThatThrownBy(() -> new KeyFile(folder).key()).hasMessageContaining("does not hold a key");
    }

    @Test
    void says_what_to_set_where_there_is_no_folder() {
        assertThatThrownBy(KeyFile.NONE::key).isInstanceOf(Problem.class).hasMessageContaining("KASAR_SECRET_KEY");
    }
}
