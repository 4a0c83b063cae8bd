package app.kasar.http;

import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a query string against what the route declares. What is not declared is refused, never ignored. */
final class QueryParameters {
    private static final int LONGEST_INTEGER = 11;

    private final Endpoint endpoint;
    private final Faults faults;
    private final Map<String, String> values = new HashMap<>();

    private QueryParameters(Endpoint endpoint, Faults faults) {
        this.endpoint = endpoint;
        this.faults = faults;
    }

    /** @param faults takes everything that is wrong with the query */
    static Map<String, String> read(String rawQuery, Endpoint endpoint, Faults faults) {
        if (rawQuery.isEmpty()) {
            return Map.of();
        }
        var reading = new QueryParameters(endpoint, faults);
        var start = 0;
        for (var end = rawQuery.indexOf('&'); end >= 0; end = rawQuery.indexOf('&', start)) {
            reading.pair(rawQuery.substring(start, end));
            start = end + 1;
        }
        reading.pair(rawQuery.substring(start));
        return reading.values;
    }

    private void pair(String raw) {
        if (raw.isEmpty()) {
            return;
        }
        var equals = raw.indexOf('=');
        var rawName = equals < 0 ? raw : raw.substring(0, equals);
        try {
            var name = PercentEncoding.decode(rawName, true);
            value(name, equals < 0 ? "" : raw.substring(equals + 1));
        } catch (PercentEncoding.Malformed malformed) {
            faults.invalid(rawName, "the name of a query parameter " + malformed.getMessage());
        }
    }

    private void value(String name, String rawValue) {
        var parameter = endpoint.parameter(name);
        if (parameter == null) {
            faults.invalid(name, "unknown parameter '%s'%s".formatted(name, hint(name)));
            return;
        }
        try {
            accept(parameter, PercentEncoding.decode(rawValue, true));
        } catch (PercentEncoding.Malformed malformed) {
            faults.invalid(name, "'%s' %s".formatted(name, malformed.getMessage()));
        }
    }

    private String hint(String name) {
        var known = endpoint.parameterNames().stream().sorted().toList();
        return known.isEmpty() ? "; this route takes none" : NearestName.hintOrList(name, known, known);
    }

    private void accept(Parameter parameter, String value) {
        if (values.putIfAbsent(parameter.name(), value) != null) {
            faults.invalid(parameter.name(), "'%s' is given more than once".formatted(parameter.name()));
            return;
        }
        switch (parameter.type()) {
            case Parameter.Type.Text text -> {}
            case Parameter.Type.Whole whole -> refuseIf(parameter, outOfRange(whole, value));
            case Parameter.Type.Flag flag ->
                refuseIf(parameter, value.equals("true") || value.equals("false") ? null : "'true' or 'false'");
            case Parameter.Type.Choice choice -> refuseIf(parameter, unknownWord(choice, value));
            case Parameter.Type.Id id -> check(() -> Ids.read(value, parameter.name()));
            case Parameter.Type.JsonText json -> check(() -> Json.read(value, parameter.name()));
        }
    }

    private void refuseIf(Parameter parameter, @Nullable String expected) {
        if (expected != null) {
            faults.invalid(parameter.name(), "'%s' must be %s".formatted(parameter.name(), expected));
        }
    }

    private void check(Runnable reading) {
        try {
            reading.run();
        } catch (Problem refused) {
            faults.addAll(refused.faults());
        }
    }

    private static @Nullable String outOfRange(Parameter.Type.Whole whole, String value) {
        var fits = wholeNumber(value)
                .filter(number -> number >= whole.least() && number <= whole.most())
                .isPresent();
        return fits ? null : "a whole number from %d to %d".formatted(whole.least(), whole.most());
    }

    private static Optional<Long> wholeNumber(String value) {
        var digits = value.startsWith("-") ? value.substring(1) : value;
        if (digits.isEmpty() || value.length() > LONGEST_INTEGER) {
            return Optional.empty();
        }
        for (var i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        return Optional.of(Long.parseLong(value));
    }

    private static @Nullable String unknownWord(Parameter.Type.Choice choice, String value) {
        return choice.words().contains(value)
                ? null
                : "one of %s%s".formatted(String.join(", ", choice.words()), NearestName.hint(value, choice.words()));
    }
}
