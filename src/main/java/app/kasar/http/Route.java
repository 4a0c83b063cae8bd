package app.kasar.http;

import java.util.List;

/**
 * One method on one path, and what answers it.
 *
 * @param path below {@code /api/v1}, with {@code {name}} for a path parameter
 * @param summary one line for the reader of the reference
 */
public record Route(Method method, String path, Audience audience, String summary, Contents contents, Handler handler) {

    /** The methods routes use. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE;

        /** Whether requests of this method may change something, so that dry runs and idempotency keys apply. */
        public boolean writes() {
            return this != GET;
        }
    }

    /** Which tokens open a route. */
    public enum Audience {
        /** Tokens with the scope {@code mcp}. */
        API,
        /** Tokens with the scope {@code mcp} or {@code inbox:content}. */
        INBOX
    }

    /**
     * What may come with a request.
     *
     * @param parameters the query parameters; {@code dry_run} is added by routing where the method writes
     */
    public record Contents(List<Parameter> parameters, Body body) {
        public Contents {
            parameters = List.copyOf(parameters);
        }
    }

    /** What the request's body may be. */
    public enum Body {
        NONE,
        OPTIONAL_JSON,
        JSON
    }

    /** Answers a request on a virtual thread of its own; may block. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Request request);
    }
}
