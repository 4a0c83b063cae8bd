package app.kasar.aggregate;

import app.kasar.json.BodyReader;
import app.kasar.json.Json;
import app.kasar.json.JsonSchema;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Query parameters to {@link AggregateRequest}, the faults of its shape included. */
public final class AggregateRequestParser {
    /** Groups in one answer. */
    public static final int MOST_GROUPS = 1000;

    /** Metrics in one request. */
    static final int MOST_METRICS = 10;
    /** Names to group by in one request. */
    static final int MOST_KEYS = 5;

    /** An answer's groups are cut as a page is. */
    public static final Limits LIMITS = new Limits(MOST_GROUPS, MOST_GROUPS, false);

    private static final int LONGEST_NAME = 300;

    private final Map<String, String> query;
    private final Faults faults = new Faults();

    private AggregateRequestParser(Map<String, String> query) {
        this.query = query;
    }

    public static AggregateRequest fromParameters(Map<String, String> query) {
        return new AggregateRequestParser(query).request();
    }

    private AggregateRequest request() {
        var metrics = metrics();
        var groups = groups();
        var records = ListRequestParser.fromParameters(query, LIMITS);
        faults.addAll(records.faults());
        var all = new ListRequest(
                records.filter(), records.sort(), List.of(), records.search(), records.paging(), faults.list());
        return new AggregateRequest(metrics, groups, all, !query.containsKey("metrics") && groups.size() <= 1);
    }

    private List<AskedMetric> metrics() {
        var several = query.get("metrics");
        if (several == null) {
            return single();
        }
        if (query.containsKey("field") || query.containsKey("function")) {
            faults.invalid("metrics", "use either 'metrics' or 'field' and 'function'");
        }
        var shape = Shape.listOf(Shape.object(AggregateRequestParser::metric), MOST_METRICS)
                .where(list -> !list.isEmpty(), "must have at least one metric");
        var read = shape.read(Json.read(several, "metrics"), new Place("metrics", faults));
        return read.map(AggregateRequestParser::placed).orElseGet(List::of);
    }

    private static Supplier<AskedMetric> metric(BodyReader body) {
        var function = body.required("function", function());
        var field = body.required("field", Shape.filledText(LONGEST_NAME));
        return () -> new AskedMetric(function.get(), field.get(), "metrics");
    }

    private static Shape<MetricFunction> function() {
        return Shape.of(JsonSchema.choice(MetricFunction.names()), (value, place) -> {
            var name = value.isString() ? value.stringValue() : "";
            var function = MetricFunction.find(name);
            return function.isPresent() ? function : place.refuse(mustBeOneOf(name));
        });
    }

    private static String mustBeOneOf(String name) {
        return "must be one of %s%s"
                .formatted(String.join(", ", MetricFunction.names()), NearestName.hint(name, MetricFunction.names()));
    }

    private static List<AskedMetric> placed(List<AskedMetric> metrics) {
        var placed = new ArrayList<AskedMetric>();
        for (var metric : metrics) {
            placed.add(new AskedMetric(metric.function(), metric.field(), "metrics[" + placed.size() + "].field"));
        }
        return placed;
    }

    private List<AskedMetric> single() {
        var field = query.getOrDefault("field", "");
        var name = query.getOrDefault("function", "");
        var function = MetricFunction.find(name);
        if (field.isEmpty()) {
            faults.invalid(
                    "field", "'field' is required: the field to aggregate, as 'amount', or 'id' to count records");
        }
        if (function.isEmpty()) {
            faults.invalid("function", "'function' " + mustBeOneOf(name));
        }
        return field.isEmpty() || function.isEmpty()
                ? List.of()
                : List.of(new AskedMetric(function.get(), field, "field"));
    }

    private List<String> groups() {
        var list = query.get("group_by");
        if (list == null) {
            List.of("sort", "sort_by", "sort_dir", "limit").forEach(this::refuseWithoutGroups);
            return List.of();
        }
        var names =
                Arrays.stream(list.split(",", -1)).map(String::strip).distinct().toList();
        if (names.size() > MOST_KEYS) {
            faults.invalid("group_by", "'group_by' takes at most %d names".formatted(MOST_KEYS));
        }
        return names;
    }

    private void refuseWithoutGroups(String parameter) {
        if (query.containsKey(parameter)) {
            faults.invalid(parameter, "'%s' is about groups; it needs 'group_by'".formatted(parameter));
        }
    }
}
