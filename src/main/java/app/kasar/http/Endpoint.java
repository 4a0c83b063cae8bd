package app.kasar.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A route made ready to be served: what a request needs of it is looked up, not searched. */
final class Endpoint {
    private final Route route;
    private final List<String> pathParameters;
    private final Map<String, Parameter> parameters;

    Endpoint(Route route) {
        this.route = route;
        this.pathParameters = pathParameters(route.path());
        this.parameters = parameters(route);
    }

    Route route() {
        return route;
    }

    /** Below the root of the API, with {@code {name}} for a path parameter. */
    String template() {
        return RouteTree.ROOT + route.path();
    }

    @Nullable
    Parameter parameter(String name) {
        return parameters.get(name);
    }

    /** In the order of the alphabet. */
    List<String> parameterNames() {
        return parameters.keySet().stream().sorted().toList();
    }

    /** @param values in the order of the template */
    Map<String, String> named(List<String> values) {
        var named = HashMap.<String, String>newHashMap(values.size());
        for (var i = 0; i < values.size(); i++) {
            named.put(pathParameters.get(i), values.get(i));
        }
        return named;
    }

    private static Map<String, Parameter> parameters(Route route) {
        var byName = new HashMap<String, Parameter>();
        route.parameters().forEach(parameter -> byName.put(parameter.name(), parameter));
        return Map.copyOf(byName);
    }

    private static List<String> pathParameters(String path) {
        var names = new ArrayList<String>();
        for (var segment : path.split("/")) {
            if (RouteTree.isParameter(segment)) {
                names.add(segment.substring(1, segment.length() - 1));
            }
        }
        return List.copyOf(names);
    }
}
