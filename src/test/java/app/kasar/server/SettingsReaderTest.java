package app.kasar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.kasar.db.ConnectionPool;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {
    private static final Map<String, String> NONE = Map.of();

    @Test
    void the_defaults_are_these() {
        assertThat(read(NONE, NONE, NONE))
                .isEqualTo(new Settings(
                        new Settings.Listening("127.0.0.1", 8080, null, false),
                        new Settings.Storage(Path.of("data"), null, ConnectionPool.defaultSize()),
                        600,
                        30,
                        LogFormat.TEXT,
                        null));
    }

    @Test
    void an_option_wins_over_a_variable_which_wins_over_the_file() {
        var file = Map.of("port", "1", "host", "file", "rate-limit", "0");
        var environment = Map.of("KASAR_PORT", "2", "KASAR_HOST", "variable", "PATH", "/bin");
        var settings = read(Map.of("--port", "3"), environment, file);
        assertThat(settings.listening().port()).isEqualTo(3);
        assertThat(settings.listening().host()).isEqualTo("variable");
        assertThat(settings.rateLimit()).isZero();
    }

    @Test
    void every_fault_is_told_at_once_with_the_nearest_name() {
        var environment = Map.of("KASAR_PROT", "1", "KASAR_TRUST_PROXY", "yes", "KASAR_TLS_CERT", "a.pem");
        assertThat(faults(environment, Map.of("rate-limits", "5", "log-format", "xml")))
                .containsExactlyInAnyOrder(
                        "rate-limits in kasar.properties: there is no setting 'rate-limits'; did you mean 'rate-limit'?",
                        "KASAR_PROT: there is no environment variable 'KASAR_PROT'; did you mean 'KASAR_PORT'?",
                        "null: tls-cert and tls-key belong together: set both or neither",
                        "KASAR_TRUST_PROXY: it must be true or false",
                        "log-format in kasar.properties: it must be text or json");
    }

    @Test
    void the_launchers_own_variables_are_known() {
        assertThat(read(NONE, Map.of("KASAR_JAVA_OPTIONS", "-Xmx1g", "KASAR_CONFIG", "x"), NONE))
                .isEqualTo(read(NONE, NONE, NONE));
    }

    @Test
    void numbers_outside_their_range_are_refused() {
        assertThat(faults(Map.of("KASAR_PORT", "65536", "KASAR_RATE_LIMIT", "-1", "KASAR_POOL_SIZE", "many"), NONE))
                .hasSize(3);
    }

    @Test
    void a_password_is_never_printed_and_wins_over_the_one_in_the_address() {
        var settings = read(
                NONE,
                Map.of(
                        "KASAR_DATABASE_URL", "postgresql://ada:p%40ss@one:5432,two:5433/crm?password=hidden",
                        "KASAR_DATABASE_PASSWORD", "other"),
                NONE);
        var address = settings.storage().address();
        assertThat(address).isNotNull();
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://one:5432,two:5433/crm?password=hidden");
        assertThat(address.user()).isEqualTo("ada");
        assertThat(address.password()).isEqualTo(new Secret("other"));
        assertThat(settings.toString()).contains("one:5432").doesNotContain("hidden", "other", "p@ss");
    }

    @Test
    void a_password_in_the_address_is_decoded() {
        var address = DatabaseAddress.parse("postgres://ada:p%40s+s@host/crm").orElseThrow();
        assertThat(address.password()).isEqualTo(new Secret("p@s+s"));
        assertThat(DatabaseAddress.parse("mysql://host/crm")).isEmpty();
    }

    @Test
    void a_named_file_must_be_there(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("my.properties"), "port = 99\n");
        assertThat(SettingsFile.find(file, NONE).values()).containsEntry("port", "99");
        assertThat(SettingsFile.find(null, Map.of("KASAR_CONFIG", file.toString()))
                        .values())
                .hasSize(1);
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> SettingsFile.find(folder.resolve("no"), NONE));
    }

    private static Settings read(
            Map<String, String> options, Map<String, String> environment, Map<String, String> file) {
        return SettingsReader.read(
                new SettingsReader.Sources(options, environment, new SettingsFile(Path.of("kasar.properties"), file)));
    }

    private static List<String> faults(Map<String, String> environment, Map<String, String> file) {
        try {
            read(NONE, environment, file);
            return List.of();
        } catch (Problem problem) {
            return problem.faults().stream().map(SettingsReaderTest::text).toList();
        }
    }

    private static String text(Fault fault) {
        return fault.at() + ": " + fault.message();
    }
}
