package app.kasar.query.plan;

import app.kasar.access.Action;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import app.kasar.query.request.CursorToken;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.schema.Attribute;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link ListRequest}, schema and access to {@link ListPlan}. No I/O; every fault at once. */
public final class ListPlanner {
    private final VisibleSchema schema;
    private final ObjectSchema object;
    private final Faults faults = new Faults();
    private final PathFinder paths;
    private SortKey defaultOrder = new SortKey("created_at", SortKey.Direction.DESC, "sort_by");
    private Criterion rest = new Criterion.Everything();

    private ListPlanner(VisibleSchema schema, ObjectSchema object) {
        this.schema = schema;
        this.object = object;
        this.paths = new PathFinder(schema, object);
    }

    /** @throws Problem with every fault of the request's meaning; INVALID_OBJECT and PERMISSION_DENIED for the object */
    public static ListPlan plan(ListRequest asked, String objectName, VisibleSchema schema) {
        var planner = new ListPlanner(schema, schema.object(objectName, Action.READ));
        return planner.plan(asked);
    }

    /**
     * A list of a system object.
     *
     * @param object as the caller sees it
     * @param rest what the route's own parameters ask for
     * @param defaultOrder the order when the request names none
     */
    public static ListPlan plan(
            ListRequest asked, ObjectSchema object, VisibleSchema schema, Criterion rest, SortKey defaultOrder) {
        var planner = new ListPlanner(schema, object);
        planner.defaultOrder = defaultOrder;
        planner.rest = rest;
        return planner.plan(asked);
    }

    private ListPlan plan(ListRequest asked) {
        faults.addAll(asked.faults());
        var values = new FilterValues(schema.actor().settings());
        var filter = asked.filter()
                .map(new FilterPlanner(object, paths, values, faults)::plan)
                .orElseGet(Criterion.Everything::new);
        var order = order(asked.sort());
        var outputs = new OutputPlanner(object, paths);
        var shown = asked.fields().isEmpty() ? shownByDefault(outputs) : outputs.named(asked.fields(), faults);
        var cursor = cursor(asked.paging().cursor());
        faults.throwIfAny();
        var access = AccessRules.rows(schema, object.name(), Action.READ);
        var criterion = Criterion.both(access, Criterion.both(rest, Criterion.both(filter, search(asked))));
        return new ListPlan(
                schema,
                object,
                new ListPlan.Selection(criterion, touched(criterion)),
                order,
                shown,
                page(asked, order, cursor));
    }

    private @Nullable CursorToken cursor(@Nullable String text) {
        try {
            return text == null ? null : CursorToken.read(text);
        } catch (Problem broken) {
            faults.addAll(broken.faults());
            return null;
        }
    }

    private Set<String> touched(Criterion criterion) {
        var touched = new HashSet<>(paths.touched());
        if (criterion.followsLinks()) {
            touched.addAll(schema.snapshot().objects().keySet());
        }
        return touched;
    }

    private List<Output> shownByDefault(OutputPlanner outputs) {
        return SystemObjects.WITH_LINKS.stream()
                        .anyMatch(system -> system.name().equals(object.name()))
                ? outputs.linked(schema)
                : outputs.flat();
    }

    /** A list of given records, as the answer to a write shows them: all flat values, no total. */
    public static List<Output> flatOutputs(ObjectSchema object, VisibleSchema schema) {
        return new OutputPlanner(object, new PathFinder(schema, object)).flat();
    }

    /** What answers show of a record of a system object that links to records. */
    public static List<Output> linkedOutputs(ObjectSchema object, VisibleSchema schema) {
        return new OutputPlanner(object, new PathFinder(schema, object)).linked(schema);
    }

    /** As {@link #linkedOutputs}, with the fields that lists show only on request. */
    public static List<Output> wholeLinkedOutputs(ObjectSchema object, VisibleSchema schema) {
        return new OutputPlanner(object, new PathFinder(schema, object)).wholeLinked(schema);
    }

    /** Everything a single record's answer shows. */
    public static List<Output> enrichedOutputs(ObjectSchema object, VisibleSchema schema) {
        return new OutputPlanner(object, new PathFinder(schema, object)).enriched();
    }

    /**
     * Everything that is a record's own, for a file it can be read back from: flat values, all of compound fields, and the
     * records a many-to-many relation leads to, where the link table is the object's own.
     *
     * @param layout how compound values stand in the file
     */
    public static List<Output> fileOutputs(ObjectSchema object, VisibleSchema schema, FileOutputs.Layout layout) {
        return new FileOutputs(object, new PathFinder(schema, object), layout).own();
    }

    private Criterion search(ListRequest asked) {
        if (asked.search() == null) {
            return new Criterion.Everything();
        }
        var words = SearchWords.of(asked.search(), schema.actor().settings().defaultCountry());
        if (words.isEmpty()) {
            return new Criterion.Nothing();
        }
        var all = schema.snapshot().any(object.name()).searchableFields().size();
        return new Criterion.Words(words, object, object.searchableFields().size() < all);
    }

    private List<SortColumn> order(List<SortKey> keys) {
        var order = new ArrayList<SortColumn>();
        for (var key : keys) {
            sortAttribute(key, order);
        }
        if (order.isEmpty()) {
            order.add(new SortColumn(attribute(defaultOrder.field()), defaultOrder.direction()));
        }
        return order;
    }

    private void sortAttribute(SortKey key, List<SortColumn> order) {
        var name = key.field().isEmpty() ? defaultOrder.field() : key.field();
        var attribute = object.findAttribute(name);
        if (attribute.isEmpty()) {
            faults.invalid(key.at(), "cannot sort by '%s': %s".formatted(name, unknownSort(name)));
        } else if (!attribute.get().isSortable()) {
            faults.invalid(
                    key.at(),
                    "cannot sort by '%s': %s values have no order"
                            .formatted(name, attribute.get().field().type()));
        } else if (order.stream().noneMatch(column -> column.attribute().equals(attribute.get()))) {
            order.add(new SortColumn(attribute.get(), key.direction()));
        }
    }

    private String unknownSort(String name) {
        if (!(paths.find(object, name) instanceof PathFinder.Target.Unknown)) {
            return "lists are sorted by values of the records themselves, not over relations";
        }
        var sortable = object.names().stream()
                .filter(known -> object.findAttribute(known)
                        .filter(Attribute::isSortable)
                        .isPresent())
                .toList();
        return "'%s' has no such field%s".formatted(object.name(), NearestName.hint(name, sortable));
    }

    private Attribute attribute(String name) {
        return object.findAttribute(name).orElseThrow();
    }

    private ListPlan.Page page(ListRequest asked, List<SortColumn> order, @Nullable CursorToken cursor) {
        var paging = asked.paging();
        var hash = new ListIdentity(object, order, asked, rest).hash();
        return new ListPlan.Page(paging.limit(), cursor == null ? null : cursor.of(hash), paging.withTotal(), hash);
    }
}
