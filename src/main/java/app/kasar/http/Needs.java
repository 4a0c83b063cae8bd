package app.kasar.http;

import app.kasar.access.Action;
import app.kasar.json.Payload;

/** What a caller must be allowed, for a route to be of use to them; what each request may do is decided by the rooms. */
public sealed interface Needs {
    Needs TOKEN = new AnyToken();
    Needs ADMINISTRATOR = new Administrator();

    /** No more than a token of the route's scope. */
    record AnyToken() implements Needs {}

    /** To be an administrator. */
    record Administrator() implements Needs {}

    /**
     * To do something with some records at least.
     *
     * @param object their object; {@link Payload#OF_PATH} for the one the path names
     */
    record Grant(Action action, String object) implements Needs {}

    static Needs to(Action action) {
        return new Grant(action, Payload.OF_PATH);
    }

    static Needs to(Action action, String object) {
        return new Grant(action, object);
    }
}
