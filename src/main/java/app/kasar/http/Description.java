package app.kasar.http;

import app.kasar.json.Payload;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the API's own description tells of a route beyond what routing needs of it.
 *
 * @param answers those of success, by their status
 * @param versioned whether answers carry an ETag, and writes take it as If-Match
 */
public record Description(Payload request, Map<Integer, Payload> answers, Needs needs, boolean versioned) {
    /** Not yet told. */
    public static final Description NONE = new Description(new Payload.Nothing(), Map.of(), Needs.TOKEN, false);

    public Description {
        answers = Map.copyOf(answers);
    }

    Description taking(Payload body) {
        return new Description(body, answers, needs, versioned);
    }

    Description answering(int status, Payload body) {
        var more = new TreeMap<>(answers);
        more.put(status, body);
        return new Description(request, more, needs, versioned);
    }

    Description needing(Needs permission) {
        return new Description(request, answers, permission, versioned);
    }

    Description withVersions() {
        return new Description(request, answers, needs, true);
    }
}
