package app.kasar.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over kept connections and measures how long each takes. Reads of an answer what it must, so that little
 * of the machine goes into asking.
 */
final class LoadGenerator {
    private static final int SLOWEST_MICROS = 60_000_000;
    private static final int BUFFER = 64 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final URI server;
    private final int connections;

    LoadGenerator(URI server, int connections) {
        this.server = server;
        this.connections = connections;
    }

    /** @param latency in microseconds */
    record Measured(double perSecond, Histogram latency) {
        double millis(double percentile) {
            return latency.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    Measured run(LongFunction<byte[]> requests, double seconds) throws InterruptedException {
        var number = new AtomicLong();
        var end = System.nanoTime() + (long) (seconds * 1e9);
        var started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var running = new ArrayList<Future<Histogram>>();
            for (var connection = 0; connection < connections; connection++) {
                running.add(threads.submit(connection(requests, number, end)));
            }
            var all = new Histogram(SLOWEST_MICROS, 3);
            for (var one : running) {
                all.add(one.get());
            }
            return new Measured(all.getTotalCount() / ((System.nanoTime() - started) / 1e9), all);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a request failed", failed.getCause());
        }
    }

    private Callable<Histogram> connection(LongFunction<byte[]> requests, AtomicLong number, long end) {
        return () -> {
            var latency = new Histogram(SLOWEST_MICROS, 3);
            try (var socket = new Socket(server.getHost(), server.getPort())) {
                socket.setTcpNoDelay(true);
                var buffer = new byte[BUFFER];
                var in = socket.getInputStream();
                while (System.nanoTime() < end) {
                    var request = requests.apply(number.getAndIncrement());
                    var sent = System.nanoTime();
                    socket.getOutputStream().write(request);
                    readAnswer(in, buffer);
                    latency.recordValue(Math.min(SLOWEST_MICROS, (System.nanoTime() - sent) / 1000));
                }
            }
            return latency;
        };
    }

    private static void readAnswer(InputStream in, byte[] buffer) throws IOException {
        var filled = 0;
        var headEnd = -1;
        while (headEnd < 0) {
            var read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            filled += read;
            headEnd = headEnd(buffer, filled);
        }
        if (buffer[9] != '2') {
            throw new IOException(new String(buffer, 0, filled, StandardCharsets.UTF_8));
        }
        var left = headEnd + contentLength(buffer, headEnd) - filled;
        while (left > 0) {
            var read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("the server closed the connection");
            }
            left -= read;
        }
    }

    private static int headEnd(byte[] buffer, int filled) {
        for (var index = 3; index < filled; index++) {
            if (buffer[index] == '\n' && buffer[index - 1] == '\r' && buffer[index - 2] == '\n') {
                return index + 1;
            }
        }
        return -1;
    }

    private static int contentLength(byte[] buffer, int headEnd) {
        for (var start = 0; start < headEnd - LENGTH.length; start++) {
            if (buffer[start] == '\n' && isLength(buffer, start + 1)) {
                return number(buffer, start + 1 + LENGTH.length);
            }
        }
        return 0;
    }

    private static boolean isLength(byte[] buffer, int from) {
        for (var index = 0; index < LENGTH.length; index++) {
            var letter = buffer[from + index];
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[index]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] buffer, int from) {
        var number = 0;
        for (var index = from; buffer[index] != '\r'; index++) {
            if (buffer[index] != ' ') {
                number = number * 10 + buffer[index] - '0';
            }
        }
        return number;
    }
}
