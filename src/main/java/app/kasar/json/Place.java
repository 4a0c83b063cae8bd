package app.kasar.json;

import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import java.util.Optional;

/**
 * Where in a body a value stands, and where the faults found there go.
 *
 * @param at the way from the body's root, as {@code steps[0].outcome}; empty for the root itself
 */
public record Place(String at, Faults faults) {

    /** Records that the value here is wrong; {@code message} goes on from the value's name: "must be a text". */
    public <T> Optional<T> refuse(String message) {
        faults.invalid(at.isEmpty() ? null : at, subject() + " " + message);
        return Optional.empty();
    }

    public Place below(String key) {
        return new Place(at.isEmpty() ? key : at + "." + key, faults);
    }

    Place element(int position) {
        return new Place(at + "[" + position + "]", faults);
    }

    void missing() {
        faults.add(Fault.missing(at, subject() + " is required"));
    }

    /** The same place with faults of its own, so that one can tell whether any were found at or below it. */
    Place apart() {
        return new Place(at, new Faults());
    }

    private String subject() {
        return at.isEmpty() ? "the request body" : "'" + at + "'";
    }
}
