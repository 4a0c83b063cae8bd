package app.kasar.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.RoutingResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the bodies of one exchange that are written while they are sent: chunk by chunk, in constant memory. */
final class StreamSender {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSender.class);
    private static final int CHUNK = 64 * 1024;

    /** How long a caller may take to read a chunk. Meanwhile what the body is made from is kept for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Exchange exchange;
    private final AnswerSender sender;
    private final RoutingResponse response;
    private long bytes;
    private boolean hasSent;

    StreamSender(Exchange exchange, AnswerSender sender, RoutingResponse response) {
        this.exchange = exchange;
        this.sender = sender;
        this.response = response;
    }

    /** Whether an answer has been sent, or was begun. */
    boolean hasSent() {
        return hasSent;
    }

    /** So many bytes of the body have left, compressed as they were. */
    long bytes() {
        return bytes;
    }

    /**
     * The same answer, after it was sent if it is a stream.
     *
     * @throws BrokenAnswer when the stream failed after its first bytes had left
     */
    Answer sent(Answer answer) {
        var stream = answer.stream();
        if (stream == null || exchange.method().equals("HEAD")) {
            return answer;
        }
        var isCompressed = AcceptedEncoding.isGzip(exchange.header(HeaderNames.ACCEPT_ENCODING_NAME));
        var whole = answer.withHeader("Vary", "Origin, Accept-Encoding");
        send(isCompressed ? whole.withHeader("Content-Encoding", "gzip") : whole, stream, isCompressed);
        return whole;
    }

    private void send(Answer answer, Answer.Stream stream, boolean isCompressed) {
        try (var watch = WriteWatch.start(PATIENCE)) {
            var wire = new Wire(answer, watch);
            var chunks = new BufferedOutputStream(wire, CHUNK);
            write(stream, chunks, isCompressed);
            chunks.flush();
            wire.end();
        } catch (CallerGone gone) {
            LOG.info("request {} was given up by its caller after {} bytes: {}", exchange.id(), bytes, reason(gone));
            throw new BrokenAnswer(answer, "the caller is gone", gone);
        } catch (IOException | RuntimeException | Error failed) {
            throw failure(answer, failed);
        }
    }

    private static void write(Answer.Stream stream, OutputStream chunks, boolean isCompressed) throws IOException {
        if (!isCompressed) {
            stream.write(new Unclosed(chunks));
            return;
        }
        var gzip = new FastGzip(chunks);
        try {
            stream.write(new Unclosed(gzip));
            gzip.finish();
        } finally {
            gzip.release();
        }
    }

    private RuntimeException failure(Answer answer, Throwable failed) {
        if (hasSent) {
            LOG.error("request {} broke off after {} bytes", exchange.id(), bytes, failed);
            return new BrokenAnswer(answer, "the answer broke off", failed);
        }
        if (failed instanceof Error error) {
            throw error;
        }
        return failed instanceof RuntimeException ours ? ours : new IllegalStateException(failed);
    }

    private static String reason(CallerGone gone) {
        var cause = gone.getCause();
        return gone.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }

    /** The way to the caller. Status and headers leave with the first chunk, and not before. */
    private final class Wire extends OutputStream {
        private final Answer answer;
        private final WriteWatch watch;
        private @Nullable OutputStream out;

        Wire(Answer answer, WriteWatch watch) {
            this.answer = answer;
            this.watch = watch;
        }

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] chunk, int from, int length) {
            bytes += length;
            watched(() -> open().write(chunk, from, length));
        }

        /** Tells the caller that nothing is missing. */
        void end() {
            watched(() -> {
                open().close();
                response.commit();
            });
        }

        private OutputStream open() {
            if (out == null) {
                hasSent = true;
                sender.head(exchange, answer, response);
                out = response.outputStream();
            }
            return out;
        }

        private void watched(Writing writing) {
            watch.begin();
            try {
                writing.write();
            } catch (IOException | RuntimeException failed) {
                var took = watch.end() ? "it read nothing for " + PATIENCE.toSeconds() + " seconds" : "it is gone";
                throw new CallerGone(took, failed);
            }
            if (watch.end()) {
                throw new CallerGone("it read nothing for " + PATIENCE.toSeconds() + " seconds", null);
            }
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
