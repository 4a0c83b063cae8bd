package app.kasar.http;

import app.kasar.json.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * One method on one path, and what answers it.
 *
 * @param path below {@code /api/v1}, with {@code {name}} for a path parameter
 * @param summary one line for the reader of the reference
 */
public record Route(Method method, String path, Audience audience, String summary, Contents contents, Handler handler) {

    /** Where every route is. */
    public static final String ROOT = RouteTree.ROOT;

    static final Parameter DRY_RUN =
            Parameter.flag("dry_run", "Answer as if the change were made, and change nothing.");

    /** All query parameters, those that every write takes included. */
    public List<Parameter> parameters() {
        if (!method.writes()) {
            return contents.parameters();
        }
        var all = new ArrayList<>(contents.parameters());
        all.add(DRY_RUN);
        return List.copyOf(all);
    }

    public Description description() {
        return contents.description();
    }

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
     * What may come with a request, and what comes back.
     *
     * @param parameters the query parameters; {@code dry_run} is added by routing where the method writes
     * @param runsDryItself whether the handler sees to dry runs, because some are jobs and go on after the answer; otherwise
     *     all it has done is undone
     * @param check asked what else is wrong, where a parameter is unknown or malformed
     */
    public record Contents(
            List<Parameter> parameters, Body body, Description description, boolean runsDryItself, Check check) {
        public Contents {
            parameters = List.copyOf(parameters);
        }

        public Contents(List<Parameter> parameters, Body body) {
            this(parameters, body, Description.NONE, false, request -> {});
        }

        /** The same, with what its requests' bodies carry. */
        public Contents taking(Payload request) {
            return described(description.taking(request));
        }

        /** The same, with what an answer of this status carries. */
        public Contents answering(int status, Payload answer) {
            return described(description.answering(status, answer));
        }

        /** The same, for callers who may do this. */
        public Contents needing(Needs permission) {
            return described(description.needing(permission));
        }

        /** The same, of records whose version goes with them. */
        public Contents versioned() {
            return described(description.withVersions());
        }

        /** The same, with a handler that sees to dry runs. */
        public Contents runningDryItself() {
            return new Contents(parameters, body, description, true, check);
        }

        /** The same, where what a request means can be checked before anything is done. */
        public Contents checking(Check other) {
            return new Contents(parameters, body, description, runsDryItself, other);
        }

        private Contents described(Description other) {
            return new Contents(parameters, body, other, runsDryItself, check);
        }
    }

    /** What the request's body may be. */
    public enum Body {
        NONE,
        OPTIONAL_JSON,
        JSON,
        /** JSON as elsewhere, or a file of any size in one of the types of {@link UploadedFile}. */
        JSON_OR_FILE
    }

    /** Throws a problem with all that is wrong with what a request means; asks no database and changes nothing. */
    @FunctionalInterface
    public interface Check {
        void check(Request request);
    }

    /** Answers a request on a virtual thread of its own; may block. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Request request);
    }
}
