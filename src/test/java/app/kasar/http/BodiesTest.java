package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.route;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {
    private static final int MANY = 11 * 1024 * 1024;
    private final TestServer server;

    BodiesTest(Database database) {
        server = TestServer.start(
                database,
                get("/read", request -> text("read")),
                route(Route.Method.DELETE, "/write", Route.Body.NONE, request -> text("gone")),
                post("/write", request -> text(String.valueOf(request.body()))),
                route(
                        Route.Method.PUT,
                        "/write",
                        Route.Body.JSON,
                        request -> text(request.bodyObject().toString())));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_get_may_carry_a_content_type_but_no_body() {
        assertThat(server.get("/api/v1/read", "Content-Type", "application/json")
                        .status())
                .isEqualTo(200);
        assertThat(server.send("GET", "/api/v1/read", "{}").message()).contains("no request body");
    }

    @Test
    void a_write_without_a_body_may_come_with_an_empty_object_and_nothing_else() {
        for (var nothing : List.of("{}", " {\n} ")) {
            assertThat(server.send("DELETE", "/api/v1/write", nothing).data()).isEqualTo("gone");
        }
        for (var something : List.of("{\"id\": 1}", "[]", "null", "{}{}")) {
            assertThat(server.send("DELETE", "/api/v1/write", something).message())
                    .contains("no request body");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,200",
        "application/json; charset=UTF-8,200",
        "application/merge-patch+json,200",
        "text/plain,415",
        "application/x-www-form-urlencoded,415",
        "application/json; charset=iso-8859-1,415"
    })
    void bodies_are_json(String contentType, int status) {
        assertThat(server.send("POST", "/api/v1/write", "{}", "Content-Type", contentType)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void a_missing_content_type_and_an_absent_body_are_fine_where_the_body_is_optional() {
        assertThat(server.send("POST", "/api/v1/write", "{\"a\":1.50}").data()).isEqualTo("{\"a\":1.50}");
        assertThat(server.send("POST", "/api/v1/write", "", "Content-Type", "text/plain")
                        .data())
                .isEqualTo("null");
        assertThat(server.send("PUT", "/api/v1/write", "").message()).contains("needs a JSON body");
        assertThat(server.send("PUT", "/api/v1/write", "[]").message()).contains("must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}{}", "{\"a\":1,\"a\":2}", "nul", "{'a':1}", "[1,]", "\u00ff"})
    void bad_json_is_refused(String body) {
        assertThat(server.send("POST", "/api/v1/write", body).code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void faults_of_parameters_and_body_are_told_together() {
        var reply = server.send("POST", "/api/v1/write?x=1", "{");
        assertThat(reply.json().path("errors").size()).isEqualTo(2);
    }

    @Test
    void a_declared_body_that_is_too_large_is_refused_and_the_connection_lives_on() {
        var reply = server.send("POST", "/api/v1/write", "x".repeat(MANY));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(server.get("/api/v1/read").status()).isEqualTo(200);
    }

    @Test
    void a_streamed_body_that_is_too_large_is_cut() {
        var endless = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MANY]));
        var reply = server.send(HttpRequest.newBuilder(server.uri("/api/v1/write"))
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .POST(endless)
                .build());
        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void a_body_that_was_not_read_does_not_spoil_the_next_request() throws IOException {
        var body = "{\"GET\":\"/api/v1/read\"}";
        var refused = "POST /api/v1/nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
        var good = "GET /api/v1/read HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(TestServer.TOKEN);
        assertThat(server.raw(refused + good)).startsWith("HTTP/1.1 404 ").contains("HTTP/1.1 200 ", "\"read\"");
    }

    @Test
    void a_client_that_waits_for_leave_to_send_gets_the_refusal_instead() throws IOException {
        var asking =
                "POST /api/v1/write HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 20000000\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(TestServer.TOKEN);
        assertThat(server.raw(asking)).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    }

    @Test
    void utf_16_is_json_too() {
        var reply = server.send(HttpRequest.newBuilder(server.uri("/api/v1/write"))
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .header("Content-Type", "application/json; charset=utf-16")
                .POST(HttpRequest.BodyPublishers.ofByteArray("{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_16BE)))
                .build());
        assertThat(reply.data()).isEqualTo("{\"a\":\"é\"}");
    }
}
