package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingTest {
    private final TestServer server;

    RoutingTest(Database database) {
        server = TestServer.start(
                database,
                get("/records/{object}", request -> text("list " + request.path("object"))),
                get("/records/{object}/{id}", request -> text(request.path("object") + " " + request.path("id"))),
                post("/records/{object}/search", request -> text("search")),
                get("/records/contacts/archive", request -> text("archive")),
                get("/defect", request -> {
                    throw new IllegalStateException("secret detail");
                }),
                get("/ids/{id}", request -> text(request.id("id").toString())));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void finds_routes_by_their_segments_and_prefers_a_literal() {
        assertThat(server.get("/api/v1/records/contacts").data()).isEqualTo("list contacts");
        assertThat(server.get("/api/v1/records/contacts/7").data()).isEqualTo("contacts 7");
        assertThat(server.get("/api/v1/records/contacts/archive").data()).isEqualTo("archive");
        assertThat(server.get("/api/v1/records/deals/archive").data()).isEqualTo("deals archive");
    }

    @Test
    void path_parameters_are_percent_decoded_segment_by_segment() {
        assertThat(server.get("/api/v1/records/a%2Fb/%C3%A9+").data()).isEqualTo("a/b é+");
    }

    @Test
    void a_malformed_path_is_refused() {
        assertThat(server.get("/api/v1/records/a%FF").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(server.get("/api/v1/records/a%00").message()).contains("U+0000");
    }

    @Test
    void an_unknown_route_is_not_found_and_names_the_nearest() {
        var reply = server.get("/api/v1/recrods/contacts");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("NOT_FOUND");
        assertThat(reply.message()).contains("did you mean 'records'?");
        assertThat(server.get("/records/contacts").message()).contains("/api/v1");
    }

    @Test
    void a_slash_too_much_at_the_end_is_named() {
        var reply = server.get("/api/v1/records/contacts/");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.message()).endsWith("; there is one without the slash at its end");
        assertThat(server.get("/api/v1/nothing/at/all/").message()).doesNotContain("slash");
    }

    @Test
    void a_wrong_method_is_refused_and_told_which_are_right() {
        var reply = server.send("DELETE", "/api/v1/records/contacts/7", "");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(server.send("TRICK", "/api/v1/records/contacts/search", "").header("Allow"))
                .isEqualTo("POST, OPTIONS");
    }

    @Test
    void head_answers_as_get_without_the_body() {
        var head = server.send("HEAD", "/api/v1/records/contacts", "");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(server.get("/api/v1/records/contacts").header("Content-Length"));
    }

    @Test
    void every_answer_has_the_headers_of_an_api() {
        var reply = server.get("/api/v1/records/contacts");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(reply.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void the_callers_request_id_is_kept_when_it_is_harmless() {
        assertThat(server.get("/api/v1/nothing", "X-Request-Id", "a.B_1-2")
                        .json()
                        .path("request_id")
                        .asString())
                .isEqualTo("a.B_1-2");
        assertThat(server.get("/api/v1/nothing", "X-Request-Id", "a b").header("X-Request-Id"))
                .isNotEqualTo("a b");
        assertThat(server.get("/api/v1/nothing", "X-Request-Id", "x".repeat(65)).header("X-Request-Id"))
                .hasSizeLessThan(64);
    }

    @Test
    void a_defect_is_an_internal_error_that_shows_nothing() {
        var reply = server.get("/api/v1/defect");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("INTERNAL_ERROR");
        assertThat(reply.response().body()).doesNotContain("secret", "Exception");
    }

    @Test
    void an_id_that_is_no_uuid_is_refused() {
        assertThat(server.get("/api/v1/ids/1-1-1-1-1").code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void the_same_route_twice_stops_the_start() {
        var route = get("/twice", request -> text(""));
        assertThatThrownBy(() -> new RouteTree(List.of(route, route))).isInstanceOf(IllegalArgumentException.class);
    }
}
