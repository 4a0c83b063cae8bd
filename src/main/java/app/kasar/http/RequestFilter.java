package app.kasar.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Where the web server hands a request over. Nothing is left to its own routing. */
final class RequestFilter implements Filter {
    private final RequestPipeline pipeline;
    private final AnswerSender sender;
    private final RequestTimers timers;

    RequestFilter(RequestPipeline pipeline, AnswerSender sender, RequestTimers timers) {
        this.pipeline = pipeline;
        this.sender = sender;
        this.timers = timers;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var exchange = new Exchange(request);
        var answer = pipeline.answer(exchange);
        response.whenSent(() -> record(exchange, answer));
        sender.send(exchange, answer, response);
        UnreadBody.drain(exchange);
        if (exchange.isLast()) {
            throw new CloseConnectionException("the last request of this connection is answered");
        }
    }

    private void record(Exchange exchange, Answer answer) {
        timers.count(exchange, answer.status());
        AccessLog.write(exchange, answer.status(), answer.body().length);
    }
}
