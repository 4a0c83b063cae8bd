package app.kasar.aggregate;

import app.kasar.access.Action;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.PathFinder;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.OperatorFamily;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@link AggregateRequest}, schema and access to {@link AggregatePlan}. No I/O; every fault at once. */
public final class AggregatePlanner {
    private final AggregateRequest asked;
    private final ObjectSchema object;
    private final PathFinder paths;
    private final Faults faults = new Faults();

    private AggregatePlanner(AggregateRequest asked, ObjectSchema object, VisibleSchema schema) {
        this.asked = asked;
        this.object = object;
        this.paths = new PathFinder(schema, object);
    }

    /**
     * @throws app.kasar.problem.Problem with every fault of the request; INVALID_OBJECT and PERMISSION_DENIED for the object
     */
    public static AggregatePlan plan(AggregateRequest asked, String objectName, VisibleSchema schema) {
        var object = schema.object(objectName, Action.READ);
        return new AggregatePlanner(asked, object, schema).plan(schema);
    }

    private AggregatePlan plan(VisibleSchema schema) {
        faults.addAll(asked.records().faults());
        var metrics = asked.metrics().stream()
                .map(this::metric)
                .flatMap(Optional::stream)
                .toList();
        var groups = asked.groups().stream()
                .map(this::grouping)
                .flatMap(Optional::stream)
                .toList();
        var isWhole = metrics.size() == asked.metrics().size()
                && groups.size() == asked.groups().size();
        var order = isWhole ? order(metrics, groups) : List.<GroupOrder>of();
        var records = asked.records();
        var all = new ListRequest(
                records.filter(), List.of(), List.of(), records.search(), records.paging(), faults.list());
        return new AggregatePlan(ListPlanner.plan(all, object.name(), schema), metrics, groups, order, asked.isPlain());
    }

    private Optional<Metric> metric(AskedMetric metric) {
        return switch (paths.find(object, metric.field())) {
            case PathFinder.Target.Unknown(var message) -> refuse(metric.at(), message);
            case PathFinder.Target.Records records -> refuse(metric.at(), leadsToMany(metric.field()));
            case PathFinder.Target.Value(var hops, var attribute) -> metric(metric, new Reached(hops, attribute));
        };
    }

    private Optional<Metric> metric(AskedMetric metric, Reached value) {
        if (value.passesMany()) {
            return refuse(metric.at(), leadsToMany(metric.field()));
        }
        if (!metric.function().takes(value.attribute())) {
            return refuse(
                    metric.at(),
                    "%s takes numbers; '%s' is of type %s"
                            .formatted(
                                    metric.function(),
                                    metric.field(),
                                    value.attribute().field().type()));
        }
        return Optional.of(new Metric(metric.function(), metric.field(), value));
    }

    private static String leadsToMany(String name) {
        return "'%s' leads to several records, which would count one record several times; aggregate their object instead, or group by it"
                .formatted(name);
    }

    private <T> Optional<T> refuse(String at, String message) {
        faults.invalid(at, message);
        return Optional.empty();
    }

    private Optional<Grouping> grouping(String name) {
        var colon = name.lastIndexOf(':');
        var path = colon < 0 ? name : name.substring(0, colon);
        return switch (paths.find(object, path)) {
            case PathFinder.Target.Unknown(var message) -> refuse("group_by", message);
            case PathFinder.Target.Records(var hops) -> {
                var last = hops.getLast();
                var id = last.target().findAttribute("id").orElseThrow();
                yield colon < 0
                        ? Optional.of(new Grouping(
                                name,
                                new Reached(hops, id),
                                new Grouping.Meaning.Related(last.target(), last.access())))
                        : noTime(path, id);
            }
            case PathFinder.Target.Value(var hops, var attribute) ->
                colon < 0
                        ? Optional.of(new Grouping(name, new Reached(hops, attribute), meaning(attribute)))
                        : bucket(name, new Reached(hops, attribute));
        };
    }

    private Grouping.Meaning meaning(Attribute attribute) {
        var type = attribute.field().type();
        if (type == FieldType.USER) {
            return new Grouping.Meaning.User();
        }
        if (type == FieldType.PIPELINE) {
            return new Grouping.Meaning.PipelinePlace();
        }
        if (type == FieldType.RELATION) {
            return paths.hop(attribute.field())
                    .<Grouping.Meaning>map(hop -> new Grouping.Meaning.Related(hop.target(), hop.access()))
                    .orElseGet(Grouping.Meaning.Unseen::new);
        }
        return new Grouping.Meaning.Itself();
    }

    private Optional<Grouping> bucket(String name, Reached value) {
        var unit = name.substring(name.lastIndexOf(':') + 1);
        var path = name.substring(0, name.lastIndexOf(':'));
        if (value.attribute().family() != OperatorFamily.TIME) {
            return noTime(path, value.attribute());
        }
        var known = DateUnit.find(unit);
        return known.isPresent()
                ? Optional.of(new Grouping(name, value, new Grouping.Meaning.Bucket(known.get())))
                : refuse(
                        "group_by",
                        "unknown unit '%s' in '%s'%s"
                                .formatted(
                                        unit,
                                        name,
                                        NearestName.hintOrList(unit, DateUnit.wireNames(), DateUnit.wireNames())));
    }

    private Optional<Grouping> noTime(String path, Attribute attribute) {
        return refuse(
                "group_by",
                "'%s' is of type %s; only DATE and DATETIME have days, weeks and months"
                        .formatted(path, attribute.field().type()));
    }

    private List<GroupOrder> order(List<Metric> metrics, List<Grouping> groups) {
        var known = orderable(metrics, groups);
        var order = new ArrayList<GroupOrder>();
        for (var key : asked.records().sort()) {
            orderKey(key, known, order);
        }
        if (order.isEmpty() && !metrics.isEmpty()) {
            order.add(new GroupOrder(GroupOrder.By.METRIC, 0, SortKey.Direction.DESC));
        }
        for (var index = 0; index < groups.size(); index++) {
            add(new GroupOrder(GroupOrder.By.GROUP, index, SortKey.Direction.ASC), order);
        }
        return order;
    }

    /** What a sort can name: {@code value} and {@code group} are the first of each. */
    private static Map<String, GroupOrder> orderable(List<Metric> metrics, List<Grouping> groups) {
        var known = new LinkedHashMap<String, GroupOrder>();
        known.put("value", new GroupOrder(GroupOrder.By.METRIC, 0, SortKey.Direction.DESC));
        if (!groups.isEmpty()) {
            known.put("group", new GroupOrder(GroupOrder.By.GROUP, 0, SortKey.Direction.DESC));
        }
        for (var index = 0; index < metrics.size(); index++) {
            known.putIfAbsent(
                    metrics.get(index).sortName(), new GroupOrder(GroupOrder.By.METRIC, index, SortKey.Direction.DESC));
        }
        for (var index = 0; index < groups.size(); index++) {
            known.putIfAbsent(
                    groups.get(index).name(), new GroupOrder(GroupOrder.By.GROUP, index, SortKey.Direction.DESC));
        }
        return known;
    }

    private void orderKey(SortKey key, Map<String, GroupOrder> known, List<GroupOrder> order) {
        var name = key.field().isEmpty() ? "value" : key.field();
        var found = known.containsKey(name) ? known.get(name) : known.get(name.toLowerCase(Locale.ROOT));
        if (found == null) {
            faults.invalid(
                    key.at(),
                    "cannot sort by '%s'%s"
                            .formatted(name, NearestName.hintOrList(name, known.keySet(), known.keySet())));
        } else {
            add(new GroupOrder(found.by(), found.index(), key.direction()), order);
        }
    }

    private static void add(GroupOrder next, List<GroupOrder> order) {
        if (order.stream().noneMatch(before -> before.by() == next.by() && before.index() == next.index())) {
            order.add(next);
        }
    }
}
