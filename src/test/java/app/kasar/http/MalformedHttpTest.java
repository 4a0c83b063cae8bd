package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedHttpTest {
    private final TestServer server;

    MalformedHttpTest(Database database) {
        server = TestServer.start(
                database, get("/read", request -> text("read")), post("/write", request -> text("written")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static String[] malformed() {
        var authorization = "Host: x\r\nAuthorization: Bearer " + TestServer.TOKEN + "\r\n";
        return new String[] {
            "THIS IS NONSENSE AND NOTHING BUT NONSENSE\r\n\r\n",
            "GET /api/v1/read HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET /api/v1/read HTTP/1.1\r\n" + authorization + "Bad Header\r\n\r\n",
            "GET /api/v1/read HTTP/1.1\r\n" + authorization + "X: " + "y".repeat(70_000) + "\r\n\r\n",
            "GET /api/v1/read?" + "y".repeat(64 * 1024),
            "POST /api/v1/write HTTP/1.1\r\n" + authorization + "Content-Length: ten\r\n\r\n",
            "POST /api/v1/write HTTP/1.1\r\n" + authorization + "Content-Length: -5\r\n\r\n",
            "POST /api/v1/write HTTP/1.1\r\n" + authorization + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GET /api/v1/read HTTP/1.1\r\nHost: x:notaport\r\n\r\n"
        };
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_is_not_http_is_refused_in_the_shape_of_every_refusal(String request) throws IOException {
        var answer = server.raw(request);
        assertThat(answer)
                .matches("(?s)HTTP/1.1 (4|505).*")
                .containsIgnoringCase("X-Request-Id: ")
                .contains("{\"error\":true,\"code\":", "\"request_id\"")
                .doesNotContain("Exception");
    }
}
