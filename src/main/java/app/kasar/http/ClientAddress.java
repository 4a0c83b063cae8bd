package app.kasar.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.List;

/** Where a request came from: the peer, or what a trusted proxy says it was. */
final class ClientAddress {
    private final boolean trustProxy;

    ClientAddress(boolean trustProxy) {
        this.trustProxy = trustProxy;
    }

    /** With a trusted proxy the last hop of X-Forwarded-For: the others are whatever the client wrote. */
    String of(ServerRequest request) {
        if (trustProxy && request.headers().contains(HeaderNames.X_FORWARDED_FOR)) {
            var hops = String.join(",", request.headers().all(HeaderNames.X_FORWARDED_FOR, List::of));
            return hops.substring(hops.lastIndexOf(',') + 1).strip();
        }
        return request.remotePeer().address() instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : request.remotePeer().host();
    }
}
