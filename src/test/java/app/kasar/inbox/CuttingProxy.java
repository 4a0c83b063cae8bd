package app.kasar.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before a server and cuts the connection whenever the server is about to say a certain word. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int port;
    private final String word;

    CuttingProxy(int port, String word) {
        this.port = port;
        this.word = word;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                var client = listening.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> copy(client, server, false));
                Thread.ofVirtual().start(() -> copy(server, client, true));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void copy(Socket from, Socket to, boolean isCutting) {
        try (from;
                to) {
            var buffer = new byte[65_536];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (isCutting && new String(buffer, 0, count, StandardCharsets.ISO_8859_1).contains(word)) {
                    return;
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException cut) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
