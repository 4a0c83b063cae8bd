package app.kasar.http;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses plain HTTP where other machines can reach the server, so that no token crosses a network in the clear. */
final class HttpsRule {
    private final boolean applies;
    private final boolean trustProxy;

    HttpsRule(ServerSettings settings) {
        this.applies = settings.tls() == null && !isLoopback(settings.host());
        this.trustProxy = settings.trustProxy();
    }

    /** @throws Problem HTTPS_REQUIRED */
    void check(Exchange exchange) {
        if (applies && !(trustProxy && cameByHttps(exchange))) {
            throw new Problem(
                    ErrorCode.HTTPS_REQUIRED,
                    null,
                    "this server answers only over HTTPS; use TLS, or a proxy that does and that the server is set to trust");
        }
    }

    private static boolean cameByHttps(Exchange exchange) {
        return exchange.incoming()
                .headers()
                .first(HttpHeaders.FORWARDED_PROTO)
                .filter("https"::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("the host '%s' to listen on is unknown".formatted(host), unknown);
        }
    }
}
