package app.kasar.http;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All routes by the segments of their paths. A literal segment is preferred to a parameter. */
final class RouteTree {
    static final String ROOT = "/api/v1";

    private final Node root = new Node();

    RouteTree(List<Route> routes) {
        routes.forEach(this::add);
    }

    /** Where a path leads. */
    record Place(Map<Route.Method, Endpoint> endpoints, List<String> values) {

        /** @throws Problem METHOD_NOT_ALLOWED */
        Endpoint endpoint(String method) {
            var endpoint = find(method);
            if (endpoint == null) {
                throw notAllowed(method);
            }
            return endpoint;
        }

        /** The methods that answer here, HEAD and OPTIONS among them. */
        String allowed() {
            var names = new ArrayList<String>();
            endpoints.keySet().forEach(method -> names.add(method.name()));
            if (endpoints.containsKey(Route.Method.GET)) {
                names.add("HEAD");
            }
            names.add("OPTIONS");
            return String.join(", ", names);
        }

        private @Nullable Endpoint find(String method) {
            return switch (method) {
                case "GET", "HEAD" -> endpoints.get(Route.Method.GET);
                case "POST" -> endpoints.get(Route.Method.POST);
                case "PUT" -> endpoints.get(Route.Method.PUT);
                case "PATCH" -> endpoints.get(Route.Method.PATCH);
                case "DELETE" -> endpoints.get(Route.Method.DELETE);
                default -> null;
            };
        }

        private Problem notAllowed(String method) {
            var message = "this route does not take %s; it takes %s".formatted(method, allowed());
            return new Problem(
                    List.of(new Fault(ErrorCode.METHOD_NOT_ALLOWED, null, message)), Map.of("allow", allowed()), null);
        }
    }

    /**
     * @param rawPath as sent
     * @throws Problem NOT_FOUND, or VALIDATION_ERROR when the path's percent-encoding is malformed
     */
    Place find(String rawPath) {
        if (!rawPath.startsWith(ROOT + "/")) {
            throw notFound(rawPath, "; every route is below " + ROOT);
        }
        var segments = segments(rawPath.substring(ROOT.length() + 1));
        var values = new ArrayDeque<String>();
        var node = root.descend(segments, 0, values);
        if (node == null) {
            throw notFound(
                    rawPath, endsInSlash(segments) ? "; there is one without the slash at its end" : hint(segments));
        }
        return new Place(node.endpoints, List.copyOf(values));
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private void add(Route route) {
        var node = root;
        for (var segment : route.path().substring(1).split("/")) {
            node = isParameter(segment)
                    ? node.orNewParameter()
                    : node.literals.computeIfAbsent(segment, name -> new Node());
        }
        if (node.endpoints.put(route.method(), new Endpoint(route)) != null) {
            throw new IllegalArgumentException("two routes for %s %s".formatted(route.method(), route.path()));
        }
    }

    private static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>();
        var start = 0;
        for (var slash = rawPath.indexOf('/'); slash >= 0; slash = rawPath.indexOf('/', start)) {
            segments.add(decode(rawPath.substring(start, slash)));
            start = slash + 1;
        }
        segments.add(decode(rawPath.substring(start)));
        return segments;
    }

    private static String decode(String segment) {
        try {
            return PercentEncoding.decode(segment, false);
        } catch (PercentEncoding.Malformed malformed) {
            throw Problem.invalid("path", "the path " + malformed.getMessage());
        }
    }

    private boolean endsInSlash(List<String> segments) {
        var shorter = segments.subList(0, segments.size() - 1);
        return segments.getLast().isEmpty() && root.descend(shorter, 0, new ArrayDeque<>()) != null;
    }

    private String hint(List<String> segments) {
        var node = root;
        for (var segment : segments) {
            var next = node.step(segment);
            if (next == null) {
                return NearestName.hint(segment, node.literals.keySet());
            }
            node = next;
        }
        return "";
    }

    private static Problem notFound(String path, String hint) {
        return new Problem(ErrorCode.NOT_FOUND, null, "there is no route '%s'%s".formatted(path, hint));
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Route.Method, Endpoint> endpoints = new EnumMap<>(Route.Method.class);
        private @Nullable Node parameter;

        @Nullable
        Node descend(List<String> segments, int depth, ArrayDeque<String> values) {
            if (depth == segments.size()) {
                return endpoints.isEmpty() ? null : this;
            }
            var segment = segments.get(depth);
            var literal = literals.get(segment);
            var found = literal == null ? null : literal.descend(segments, depth + 1, values);
            if (found != null || parameter == null || segment.isEmpty()) {
                return found;
            }
            values.addLast(segment);
            found = parameter.descend(segments, depth + 1, values);
            if (found == null) {
                values.removeLast();
            }
            return found;
        }

        @Nullable
        Node step(String segment) {
            var literal = literals.get(segment);
            return literal != null || segment.isEmpty() ? literal : parameter;
        }

        Node orNewParameter() {
            if (parameter == null) {
                parameter = new Node();
            }
            return parameter;
        }
    }
}
