package app.kasar.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a server for the size of its heap, and the system for what it holds of memory, until it is stopped. */
final class MemoryWatch {
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final int SAMPLE_MILLIS = 250;

    private final ServerUnderTest server;
    private final String token;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicLong heap = new AtomicLong();
    private final AtomicLong resident = new AtomicLong();
    private final Thread watching = Thread.ofPlatform().daemon().unstarted(this::watch);

    MemoryWatch(ServerUnderTest server, String token) {
        this.server = server;
        this.token = token;
    }

    void start() {
        watching.start();
    }

    void stop() throws InterruptedException {
        isOver.set(true);
        watching.join();
    }

    /** The most that was in use of the heap; garbage not yet collected counts. */
    double heapMegabytes() {
        return heap.get() / 1_048_576.0;
    }

    double residentMegabytes() {
        return resident.get();
    }

    private void watch() {
        try {
            while (!isOver.get()) {
                heap.accumulateAndGet(used(), Math::max);
                resident.accumulateAndGet(ProcessorTime.residentMegabytes(server.process()), Math::max);
                Thread.sleep(SAMPLE_MILLIS);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long used() throws IOException {
        var connection =
                (HttpURLConnection) server.address().resolve("/metrics").toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        try (var metrics = connection.getInputStream()) {
            return new String(metrics.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(HEAP))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
