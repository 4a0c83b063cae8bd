package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.Problem;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class StreamedAnswersTest {
    private static final byte[] MUCH = "x".repeat(400_000).getBytes(StandardCharsets.US_ASCII);

    private static Route stream(Answer.Stream stream) {
        return get("/stream", request -> Answer.streamed("text/plain", stream));
    }

    private static HttpResponse<String> ask(TestServer server, HttpClient.Version version) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/stream"))
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .version(version)
                .build();
        return server.client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void a_body_of_any_length_arrives_whole(HttpClient.Version version, Database database) throws Exception {
        try (var server = TestServer.start(database, stream(out -> {
            out.write(MUCH);
            out.write(MUCH);
        }))) {
            assertThat(ask(server, version).body()).hasSize(2 * MUCH.length);
            assertThat(ask(server, version).body()).as("on the same connection").hasSize(2 * MUCH.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_body_is_an_answer(HttpClient.Version version, Database database) throws Exception {
        try (var server = TestServer.start(database, stream(out -> {}))) {
            var answer = ask(server, version);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_before_the_first_bytes_is_an_ordinary_answer(HttpClient.Version version, Database database)
            throws Exception {
        try (var server = TestServer.start(database, stream(out -> {
            out.write("begun".getBytes(StandardCharsets.US_ASCII));
            throw Problem.invalid("thing", "'thing' is wrong");
        }))) {
            var answer = ask(server, version);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("'thing' is wrong").doesNotContain("begun");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_after_the_first_bytes_breaks_the_connection(HttpClient.Version version, Database database) {
        try (var server = TestServer.start(database, stream(out -> {
            out.write(MUCH);
            throw new IllegalStateException("the source has run dry");
        }))) {
            assertThatThrownBy(() -> ask(server, version)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void runs_again_when_what_was_known_has_changed(Database database) throws Exception {
        var runs = new AtomicInteger();
        try (var server = TestServer.start(database, stream(out -> {
            if (runs.incrementAndGet() == 1) {
                throw new StaleSnapshot("moved on");
            }
            out.write("second".getBytes(StandardCharsets.US_ASCII));
        }))) {
            assertThat(ask(server, HttpClient.Version.HTTP_1_1).body()).isEqualTo("second");
        }
    }

    @Test
    void a_write_that_nobody_reads_ends(Database database) throws Exception {
        try (var listening = new ServerSocket(0);
                var reader = new Socket("127.0.0.1", listening.getLocalPort());
                var writer = listening.accept()) {
            var stalled = new CompletableFuture<Boolean>();
            Thread.ofVirtual().start(() -> stalled.complete(writeUntilStalled(writer)));
            assertThat(stalled.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.isClosed()).isFalse();
        }
    }

    private static boolean writeUntilStalled(Socket socket) {
        try (var watch = WriteWatch.start(Duration.ofMillis(300))) {
            while (true) {
                watch.begin();
                try {
                    socket.getOutputStream().write(MUCH);
                } catch (IOException interrupted) {
                    return watch.end() && !Thread.currentThread().isInterrupted();
                }
                watch.end();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, GZIP;q=0.5", "*", "br;q=1.0, *;q=0.1", "x-gzip"})
    void takes_gzip(String header) {
        assertThat(AcceptedEncoding.isGzip(Optional.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0"})
    void takes_no_gzip(String header) {
        assertThat(AcceptedEncoding.isGzip(Optional.of(header))).isFalse();
    }
}
