package app.kasar.http;

import app.kasar.problem.Problem;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** Takes connections that speak neither HTTP/1.1 nor HTTP/2, so that they are told rather than dropped. */
final class UnknownProtocol implements ServerConnectionSelector {
    private static final int STATUS = 505;

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        var end = data.indexOf((byte) '\n');
        if (end < 0) {
            return Support.UNKNOWN;
        }
        var line = data.readString(end);
        return line.endsWith(" HTTP/1.1\r") || line.startsWith("PRI * HTTP/2")
                ? Support.UNSUPPORTED
                : Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Refusal(context);
    }

    private record Refusal(ConnectionContext context) implements ServerConnection {
        @Override
        public void handle(Limit limit) {
            context.dataWriter().writeNow(BufferData.create(bytes()));
            throw new CloseConnectionException("neither HTTP/1.1 nor HTTP/2");
        }

        @Override
        public Duration idleTime() {
            return Duration.ZERO;
        }

        @Override
        public void close(boolean interrupt) {
            // The connection ends with the refusal, which is one write.
        }

        private static byte[] bytes() {
            var id = RequestIds.fresh();
            var body = ProblemAnswers.of(Problem.invalid(null, "this server speaks HTTP/1.1 and HTTP/2"), STATUS, id)
                    .body();
            var head = """
                    HTTP/1.1 %d HTTP Version Not Supported
                    Content-Type: %s
                    Content-Length: %d
                    X-Request-Id: %s
                    Connection: close

                    """.formatted(STATUS, AnswerSender.JSON, body.length, id).replace("\n", "\r\n");
            return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
    }
}
