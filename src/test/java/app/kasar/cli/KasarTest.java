package app.kasar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class KasarTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void without_a_command_it_lists_the_commands() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Commands:", "serve");
    }

    @Test
    void help_of_serve_names_every_setting_but_no_secret() {
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString())
                .contains("--host", "--port", "--data", "--database-url", "--rate-limit", "--tls-cert", "--config")
                .doesNotContain("--database-password");
    }

    @Test
    void a_wrong_option_is_a_usage_error_with_the_nearest_name() {
        assertThat(run("serve", "--prot", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean '--port'?").doesNotContain("\tat ");
    }

    @Test
    void a_wrong_command_is_a_usage_error_with_the_nearest_name() {
        assertThat(run("server")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'serve'?");
    }

    @Test
    void a_wrong_value_is_told_plainly() {
        assertThat(run("serve", "--port", "http")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("kasar: --port: it must be a whole number")
                .doesNotContain("\tat ");
    }

    @Test
    void verbose_shows_where_a_failure_comes_from() {
        assertThat(run("serve", "--port", "http", "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat ");
    }

    private int run(String... arguments) {
        return Kasar.commandLine(
                        (settings, session) -> {
                            throw new AssertionError("the server must not start");
                        },
                        session -> {
                            throw new AssertionError("nothing is filled");
                        })
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
