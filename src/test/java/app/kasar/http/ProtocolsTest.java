package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DatabaseExtension.class)
class ProtocolsTest {
    private static final Route[] ROUTES = {
        get("/things", request -> text("things")), post("/things", request -> text(String.valueOf(request.body())))
    };
    private final Database database;

    @TempDir
    private Path files;

    ProtocolsTest(Database database) {
        this.database = database;
    }

    @Test
    void http_2_without_tls_is_spoken_by_upgrade() throws Exception {
        try (var server = TestServer.start(database, ROUTES)) {
            var request = HttpRequest.newBuilder(server.uri("/api/v1/things"))
                    .header("Authorization", "Bearer " + TestServer.TOKEN)
                    .version(HttpClient.Version.HTTP_2)
                    .build();
            var reply = server.client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(reply.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void http_2_without_tls_is_spoken_by_prior_knowledge() throws IOException {
        try (var server = TestServer.start(database, ROUTES);
                var socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(10_000);
            var emptySettings = new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0};
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(emptySettings);
            var header = socket.getInputStream().readNBytes(9);
            assertThat(header[3]).as("the type of the first frame: settings").isEqualTo((byte) 4);
        }
    }

    @Test
    void over_tls_both_protocols_are_negotiated_and_writes_work() throws Exception {
        var keys = keys();
        var settings = new ServerSettings("127.0.0.1", 0, pem(keys), false, 0);
        try (var server = TestServer.start(settings, database, InstantSource.system(), ROUTES);
                var client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
            for (var version : HttpClient.Version.values()) {
                var request = HttpRequest.newBuilder(
                                server.uri("/api/v1/things").resolve("/api/v1/things"))
                        .version(version)
                        .header("Authorization", "Bearer " + TestServer.TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}"))
                        .build();
                var reply = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(reply.version()).isEqualTo(version);
                assertThat(reply.body()).isEqualTo("{\"data\":\"{\\\"a\\\":1}\"}");
                var tooLarge = HttpRequest.newBuilder(server.uri("/api/v1/things"))
                        .version(version)
                        .header("Authorization", "Bearer " + TestServer.TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[11 * 1024 * 1024]))
                        .build();
                assertThat(client.send(tooLarge, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(413);
            }
        }
    }

    @Test
    void closing_lets_requests_under_way_end() throws Exception {
        var started = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var server = TestServer.start(database, get("/slow", request -> {
            started.countDown();
            await(finish);
            return text("finished");
        }));
        var reply = CompletableFuture.supplyAsync(() -> server.get("/api/v1/slow"));
        started.await();
        var closing = CompletableFuture.runAsync(server::close);
        finish.countDown();
        closing.join();
        assertThat(reply.join().data()).isEqualTo("finished");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private KeyStore keys() throws Exception {
        var store = files.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        return KeyStore.getInstance(store.toFile(), "secret".toCharArray());
    }

    private ServerSettings.TlsFiles pem(KeyStore keys) throws Exception {
        var certificate =
                write("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        var key = keys.getKey("server", "secret".toCharArray()).getEncoded();
        return new ServerSettings.TlsFiles(certificate, write("key.pem", "PRIVATE KEY", key));
    }

    private Path write(String name, String kind, byte[] bytes) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.write(
                files.resolve(name), List.of("-----BEGIN " + kind + "-----", base64, "-----END " + kind + "-----"));
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
