package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.Scope;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import io.helidon.http.HeaderNames;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Lets a request in: who is calling, how often, and whether the token is for this route. */
final class Gatekeeper {
    private static final String SCHEME = "Bearer ";

    private final Authenticator authenticator;
    private final RateLimits limits;
    private final FailedLogins failures;
    private final ClientAddress addresses;
    private final OrganizationEpoch epoch;
    private final InstantSource clock;

    Gatekeeper(
            Authenticator authenticator,
            RateLimits limits,
            ClientAddress addresses,
            OrganizationEpoch epoch,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.failures = new FailedLogins(clock);
        this.addresses = addresses;
        this.epoch = epoch;
        this.clock = clock;
    }

    /** @throws Problem UNAUTHORIZED, RATE_LIMITED, PERMISSION_DENIED */
    Actor admit(Exchange exchange, Endpoint endpoint) {
        var actor = authenticate(exchange);
        exchange.authenticatedAs(actor);
        limits.count(actor).ifPresent(standing -> {
            exchange.countedAs(standing);
            refuseIfOver(standing);
        });
        requireScope(actor, endpoint);
        return actor;
    }

    /** The same caller, read anew; not counted a second time. */
    Actor admitAgain(Exchange exchange, Endpoint endpoint, Actor stale) {
        authenticator.forget(stale);
        var actor = authenticate(exchange);
        exchange.authenticatedAs(actor);
        requireScope(actor, endpoint);
        return actor;
    }

    /** @throws app.kasar.db.StaleSnapshot when the caller is no longer as it was read */
    void requireCurrent(Actor actor) {
        epoch.requireCurrent(actor);
    }

    private Actor authenticate(Exchange exchange) {
        var headers = exchange.incoming().headers();
        if (!headers.contains(HeaderNames.AUTHORIZATION)) {
            throw unauthorized();
        }
        try {
            return authenticator.authenticate(
                    bearerToken(headers.get(HeaderNames.AUTHORIZATION).get()));
        } catch (Problem refused) {
            if (refused.code() != ErrorCode.UNAUTHORIZED) {
                throw refused;
            }
            var standing = failures.count(addresses.of(exchange.incoming()));
            exchange.countedAs(standing);
            refuseIfOver(standing);
            throw unauthorized();
        }
    }

    private static String bearerToken(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized();
        }
        return header.substring(SCHEME.length()).strip();
    }

    private static Problem unauthorized() {
        return new Problem(
                ErrorCode.UNAUTHORIZED,
                null,
                "this request needs a valid API token in the header 'Authorization: Bearer ksr_...'");
    }

    private void refuseIfOver(RateStanding standing) {
        if (standing.refused()) {
            var seconds = standing.retryAfterSeconds(clock.instant());
            var message = "Too many requests: the policy %s allows %d; try again in %d seconds"
                    .formatted(standing.policy(), standing.limit(), seconds);
            throw new Problem(
                    List.of(new Fault(ErrorCode.RATE_LIMITED, null, message)),
                    Map.of("policy", standing.policy(), "retryAfterSeconds", seconds),
                    null);
        }
    }

    private static void requireScope(Actor actor, Endpoint endpoint) {
        var scopes = actor.token().scopes();
        var fits = switch (endpoint.route().audience()) {
            case API -> scopes.contains(Scope.MCP);
            case INBOX -> scopes.contains(Scope.MCP) || scopes.contains(Scope.INBOX_CONTENT);
        };
        if (!fits) {
            throw Problem.denied(
                    "this token has no scope for this route; it needs '%s'".formatted(Scope.MCP.wireName()));
        }
    }
}
