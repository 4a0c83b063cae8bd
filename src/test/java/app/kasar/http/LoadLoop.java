package app.kasar.http;

import app.kasar.TestPostgres;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Measures what the layer costs: some keep-alive connections ask a trivial route as fast as they are answered. Run by hand. */
final class LoadLoop {
    private static final int CONNECTIONS = 32;
    private static final int REQUESTS = 3_000;
    // Without a pause client and server fight for the processors, and the tail shows the operating system's time
    // slices.
    private static final long PAUSE_NANOS = Long.getLong("pause.micros", 0) * 1_000;

    private LoadLoop() {}

    public static void main(String[] arguments) throws Exception {
        var limit = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        try (var fresh = TestPostgres.migrated();
                var server = TestServer.start(
                        TestServer.settings(limit),
                        fresh.database(),
                        InstantSource.system(),
                        TestServer.get("/trivial/{id}", request -> TestServer.text(request.path("id"))),
                        TestServer.get("/queried/{id}", request -> queried(fresh.database(), request.path("id"))))) {
            for (var round = 0; round < 5; round++) {
                measure(server);
            }
        }
        System.exit(0);
    }

    private static Answer queried(Database database, String id) {
        return TestServer.text(database.list(Statement.fixed("SELECT ?::text", id), row -> row.requiredText(1))
                .getFirst());
    }

    private static void measure(TestServer server) throws Exception {
        var times = new long[CONNECTIONS][];
        var start = System.nanoTime();
        var threads = new Thread[CONNECTIONS];
        for (var i = 0; i < CONNECTIONS; i++) {
            var index = i;
            threads[i] = Thread.ofPlatform().start(() -> times[index] = ask(server));
        }
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var all = Arrays.stream(times).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%,.0f requests a second; ms p50 %.2f p90 %.2f p99 %.2f p99.9 %.2f max %.2f%n",
                all.length / seconds,
                all[all.length / 2] / 1e6,
                all[all.length * 9 / 10] / 1e6,
                all[all.length * 99 / 100] / 1e6,
                all[all.length / 1000 * 999] / 1e6,
                all[all.length - 1] / 1e6);
    }

    private static long[] ask(TestServer server) {
        var request = "GET /api/v1/%s/7 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(System.getProperty("route", "trivial"), TestServer.TOKEN)
                .getBytes(StandardCharsets.US_ASCII);
        var times = new long[REQUESTS];
        try (var socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setTcpNoDelay(true);
            var buffer = new byte[8192];
            for (var i = 0; i < REQUESTS; i++) {
                var sent = System.nanoTime();
                socket.getOutputStream().write(request);
                var length = socket.getInputStream().read(buffer);
                if (length < 0 || buffer[9] != '2' || buffer[length - 1] != '}') {
                    throw new IllegalStateException("not one whole answer: "
                            + new String(buffer, 0, Math.max(0, length), StandardCharsets.US_ASCII));
                }
                times[i] = System.nanoTime() - sent;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return times;
    }
}
