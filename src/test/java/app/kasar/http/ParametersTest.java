package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParametersTest {
    private static final Parameter[] PARAMETERS = {
        Parameter.whole("limit", 1, 100, 20, "How many."),
        Parameter.text("q", "What."),
        Parameter.flag("deep", "Whether."),
        Parameter.choice("total", List.of("exact", "none"), "Which."),
        Parameter.json("filter", "Those."),
        Parameter.id("owner", "Whose.")
    };

    private final TestServer server;

    ParametersTest(Database database) {
        server = TestServer.start(
                database,
                get("/list", request -> text(new TreeMap<>(request.query()).toString()), PARAMETERS),
                post("/write", request -> text("done")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void reads_what_the_route_declares() {
        assertThat(server.get("/api/v1/list?limit=100&q=a+b%26c&deep=true&total=none&filter=%5B%5D&")
                        .data())
                .isEqualTo("{deep=true, filter=[], limit=100, q=a b&c, total=none}");
    }

    @Test
    void refuses_unknown_and_repeated_parameters_all_at_once() {
        var reply = server.get("/api/v1/list?lmit=5&q=a&q=b&deep=yes&total=exat");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo("unknown parameter 'lmit'; did you mean 'limit'?");
        assertThat(reply.json()
                        .path("errors")
                        .valueStream()
                        .map(fault -> fault.path("field").asString()))
                .containsExactly("lmit", "q", "deep", "total");
    }

    @Test
    void an_unknown_parameter_that_is_near_none_is_told_all_there_are() {
        assertThat(server.get("/api/v1/list?offset=20").message())
                .isEqualTo("unknown parameter 'offset'; known are deep, filter, limit, owner, q, total");
    }

    @Test
    void an_id_in_the_query_is_not_called_one_in_the_path() {
        assertThat(server.get("/api/v1/list?owner=me").message()).isEqualTo("'owner' must be a UUID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "", "ten", "1e1", "99999999999999", "+5", "%D9%A3"})
    void a_number_out_of_range_is_refused_with_the_maximum_never_clamped(String value) {
        var reply = server.get("/api/v1/list?limit=" + value);
        assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.message()).isEqualTo("'limit' must be a whole number from 1 to 100");
    }

    @Test
    void json_parameters_must_be_json() {
        assertThat(server.get("/api/v1/list?filter=%7Ba").message()).startsWith("'filter' is not valid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "q=%ff", "q=%00", "q=\u00c3\u00a9", "%zz=1"})
    void malformed_encoding_is_refused(String query) throws IOException {
        var answer = server.raw(
                "GET /api/v1/list?%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                        .formatted(query, TestServer.TOKEN));
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"VALIDATION_ERROR\"");
    }

    @Test
    void json_punctuation_needs_no_encoding() throws IOException {
        var answer = server.raw(
                "GET /api/v1/list?filter={\"a\":[1]} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                        .formatted(TestServer.TOKEN));
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("filter={\\\"a\\\":[1]}");
    }

    @Test
    void only_writes_take_dry_run() {
        assertThat(server.get("/api/v1/list?dry_run=true").message()).contains("unknown parameter 'dry_run'");
        assertThat(server.send("POST", "/api/v1/write?dry_run=true", "").header("Dry-Run"))
                .isEqualTo("true");
        assertThat(server.send("POST", "/api/v1/write?dry_run=1", "").status()).isEqualTo(400);
    }
}
