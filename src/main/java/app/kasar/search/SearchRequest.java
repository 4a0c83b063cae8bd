package app.kasar.search;

import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search was asked for.
 *
 * @param limit records of each object at most
 * @param offset records of each object left out
 * @param object the only object to look at; null is all
 */
record SearchRequest(
        String query, int limit, int offset, @Nullable String object) {
    static final int DEFAULT_LIMIT = 5;
    static final int MOST = 50;
    static final int MOST_OFFSET = 1_000_000;
    static final int LONGEST = 500;

    /** @throws Problem MISSING_REQUIRED_FIELD without a query, VALIDATION_ERROR when it is too long */
    static SearchRequest of(Map<String, String> parameters) {
        var faults = new Faults();
        var query = parameters.getOrDefault("query", "");
        if (query.isBlank()) {
            faults.add(Fault.missing("query", "'query' is required: the words to look for"));
        }
        if (query.codePointCount(0, query.length()) > LONGEST) {
            faults.invalid("query", "'query' must have at most %d characters".formatted(LONGEST));
        }
        if (parameters.containsKey("object") && parameters.containsKey("object_name")) {
            faults.invalid("object_name", "'object_name' is another name of 'object'; give one of them");
        }
        faults.throwIfAny();
        return new SearchRequest(
                query,
                number(parameters, "limit", DEFAULT_LIMIT),
                number(parameters, "offset", 0),
                parameters.getOrDefault("object", parameters.get("object_name")));
    }

    private static int number(Map<String, String> parameters, String name, int byDefault) {
        var text = parameters.get(name);
        return text == null ? byDefault : Integer.parseInt(text);
    }
}
