package app.kasar.http;

import app.kasar.access.OrganizationEpoch;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The running server: HTTP/1.1 and HTTP/2, each request on a virtual thread of its own. */
public final class ApiServer implements AutoCloseable {
    private static final Duration DRAINING = Duration.ofSeconds(10);

    // Filters travel in query strings, and grow long.
    private static final int MAX_REQUEST_LINE = 64 * 1024;
    private static final int MAX_HEADERS = 32 * 1024;

    private final WebServer server;
    private final ServerSettings settings;

    private ApiServer(WebServer server, ServerSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** Returns once requests are taken. */
    public static ApiServer start(
            ServerSettings settings,
            List<Route> routes,
            Authenticator authenticator,
            Origins origins,
            Platform platform) {
        var cors = new Cors(origins);
        var limits = new RateLimits(new RateLedger(platform.database()), settings.rateLimit(), platform.clock());
        var pipeline = new RequestPipeline(
                new RouteTree(routes),
                new Gatekeeper(
                        authenticator,
                        limits,
                        new ClientAddress(settings.trustProxy()),
                        new OrganizationEpoch(platform.database()),
                        platform.clock()),
                cors,
                new HttpsRule(settings),
                new WriteGuard(platform.database(), platform.clock()),
                pages(platform));
        var filter = new RequestFilter(pipeline, new AnswerSender(cors), new RequestTimers(platform.metrics()));
        return new ApiServer(listen(settings, filter), settings);
    }

    private static PublicPages pages(Platform platform) {
        var probes = new Probes(platform.database(), platform.metrics());
        return (path, headers) -> probes.answer(path).or(() -> platform.pages().find(path, headers));
    }

    public URI address() {
        var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create((settings.tls() == null ? "http" : "https") + "://" + host + ":" + server.port());
    }

    /** Takes no more requests, waits up to ten seconds for those under way, and stops. */
    @Override
    public void close() {
        server.stop();
    }

    private static WebServer listen(ServerSettings settings, RequestFilter filter) {
        var builder = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(DRAINING)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE)
                        .maxHeadersSize(MAX_HEADERS)
                        .validatePath(false)
                        .validatePrologue(false)
                        .build())
                .addProtocol(Http2Config.builder().validatePath(false).build())
                .addConnectionSelector(new UnknownProtocol())
                .connectionOptions(socket -> socket.tcpNoDelay(true).socketKeepAlive(true))
                .contentEncoding(new UndecodedContent())
                .directHandlers(malformedRequests())
                .routing(HttpRouting.builder().addFilter(filter));
        if (settings.tls() != null) {
            builder.tls(tls(settings.tls()));
        }
        var server = builder.build().start();
        if (!server.isRunning()) {
            throw new IllegalStateException(
                    "cannot listen on %s, port %d: another program may be using the port, or the address is not one of this machine"
                            .formatted(settings.host(), settings.port()));
        }
        return server;
    }

    private static DirectHandlers malformedRequests() {
        var handler = new MalformedRequests();
        var handlers = DirectHandlers.builder();
        for (var type : EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    private static Tls tls(ServerSettings.TlsFiles files) {
        var keys = Keys.builder()
                .pem(pem ->
                        pem.key(Resource.create(files.privateKey())).certChain(Resource.create(files.certificates())))
                .build();
        return TlsConfig.builder().privateKey(keys).privateKeyCertChain(keys).build();
    }
}
