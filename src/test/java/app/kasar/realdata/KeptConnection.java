package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One HTTP/1.1 connection that all requests go through, whatever became of the ones before. */
final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream answers;
    private final String token;

    KeptConnection(URI server, String token) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        answers = new BufferedInputStream(socket.getInputStream());
        this.token = token;
    }

    /** The status, after the answer was read to its end. */
    int send(String method, String path, byte[] body) throws IOException {
        var head = "%s /api/v1%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
                        .formatted(method, path, socket.getInetAddress().getHostAddress(), token)
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(body.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return answer();
    }

    private int answer() throws IOException {
        var status = line();
        assertThat(status).startsWith("HTTP/1.1 ");
        var length = -1;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        assertThat(answers.readNBytes(length)).as("body of %s", status).hasSize(length);
        return Integer.parseInt(status.substring(9, 12));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var read = answers.read(); read != '\n'; read = answers.read()) {
            assertThat(read).as("the connection stays open after " + line).isNotNegative();
            line.append((char) read);
        }
        return line.toString().trim();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
