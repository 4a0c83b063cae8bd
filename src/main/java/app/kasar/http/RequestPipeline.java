package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import io.helidon.webserver.CloseConnectionException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** The way of a request, from the first byte to the last. */
final class RequestPipeline {
    private static final int BAD_REQUEST = 400;

    private final RouteTree routes;
    private final Gatekeeper gatekeeper;
    private final Cors cors;
    private final HttpsRule https;
    private final WriteGuard writes;
    private final PublicPages pages;

    RequestPipeline(
            RouteTree routes, Gatekeeper gatekeeper, Cors cors, HttpsRule https, WriteGuard writes, PublicPages pages) {
        this.routes = routes;
        this.gatekeeper = gatekeeper;
        this.cors = cors;
        this.https = https;
        this.writes = writes;
        this.pages = pages;
    }

    /**
     * @param streams sends the bodies that are written while they are sent
     * @throws CloseConnectionException when there is nobody left to answer
     */
    Answer answer(Exchange exchange, StreamSender streams) {
        try {
            return page(exchange).orElseGet(() -> answerApi(exchange, streams));
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (RuntimeException | Error failed) {
            return ProblemAnswers.of(failed, exchange.id());
        }
    }

    private Optional<Answer> page(Exchange exchange) {
        return switch (exchange.method()) {
            case "GET", "HEAD" -> pages.find(exchange.rawPath(), exchange::header);
            default -> Optional.empty();
        };
    }

    private Answer answerApi(Exchange exchange, StreamSender streams) {
        https.check(exchange);
        var place = routes.find(exchange.rawPath());
        if (exchange.method().equals("OPTIONS")) {
            return options(exchange, place);
        }
        var endpoint = place.endpoint(exchange.method());
        exchange.routedTo(endpoint);
        var actor = gatekeeper.admit(exchange, endpoint);
        var faults = new Faults();
        var query = QueryParameters.read(exchange.rawQuery(), endpoint, faults);
        var body = RequestBody.read(exchange, endpoint.route().contents().body(), faults);
        try {
            var parts = new Parts(exchange, endpoint.named(place.values()), query, body);
            return new Attempts(stale -> gatekeeper.admitAgain(exchange, endpoint, stale), gatekeeper::requireCurrent)
                    .run(actor, caller -> {
                        requireRight(faults, endpoint.route(), parts.request(caller));
                        return streams.sent(writes.run(endpoint.route(), parts.request(caller), parts.signature()));
                    });
        } finally {
            body.discard();
        }
    }

    /** @throws Problem where the form of the request is wrong, with what is wrong with its meaning as far as that can be told */
    private static void requireRight(Faults ofForm, Route route, Request request) {
        if (ofForm.isEmpty()) {
            return;
        }
        var all = new ArrayList<>(ofForm.list());
        var told = all.stream().map(Fault::at).toList();
        try {
            route.contents().check().check(request);
        } catch (Problem refused) {
            if (refused.code().status() == BAD_REQUEST) {
                refused.faults().stream()
                        .filter(fault -> !told.contains(fault.at()))
                        .forEach(all::add);
            }
        }
        throw new Problem(all);
    }

    private Answer options(Exchange exchange, RouteTree.Place place) {
        return Cors.isPreflight(exchange)
                ? cors.preflight(exchange, place.allowed())
                : new Answer(204, Map.of("Allow", place.allowed()), new byte[0]);
    }

    private record Parts(Exchange exchange, Map<String, String> path, Map<String, String> query, RequestBody body) {

        Request request(Actor actor) {
            return new Request(actor, exchange.id(), path, query, exchange::header, body.content());
        }

        RequestSignature signature() {
            return new RequestSignature(
                    String.join("\n", exchange.method(), exchange.rawPath(), exchange.rawQuery()), body.bytes());
        }
    }
}
