package app.kasar.query.plan;

import app.kasar.access.Action;
import app.kasar.problem.NearestName;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves names as {@code company.parent_company.name}: relations first, a value of the last object's row at the end. */
public final class PathFinder {
    /** Relations a path may pass. */
    static final int MAX_HOPS = 3;

    private final VisibleSchema schema;
    private final Set<String> touched = new HashSet<>();

    public PathFinder(VisibleSchema schema, ObjectSchema start) {
        this.schema = schema;
        touched.add(start.name());
    }

    /** Every object a resolved path has passed, the start included. */
    Set<String> touched() {
        return touched;
    }

    /** Where a name leads. */
    public sealed interface Target {
        /** A value of the row at the end of the hops. */
        record Value(List<Hop> hops, Attribute attribute) implements Target {}

        /** The records a relation leads to: its last hop goes to many. */
        record Records(List<Hop> hops) implements Target {}

        /** Nowhere; the message says why and names the nearest. */
        record Unknown(String message) implements Target {}
    }

    public Target find(ObjectSchema start, String name) {
        var hops = new ArrayList<Hop>();
        var object = start;
        var rest = name;
        while (true) {
            var attribute = object.findAttribute(rest);
            if (attribute.isPresent()) {
                return new Target.Value(hops, attribute.get());
            }
            var dot = rest.indexOf('.');
            var first = dot < 0 ? rest : rest.substring(0, dot);
            var hop = hop(object, first);
            if (hop == null) {
                return new Target.Unknown(noHop(object, first, rest));
            }
            hops.add(hop);
            if (hops.size() > MAX_HOPS) {
                return new Target.Unknown("'%s' passes more than %d relations".formatted(name, MAX_HOPS));
            }
            if (dot < 0) {
                return new Target.Records(hops);
            }
            object = hop.target();
            rest = rest.substring(dot + 1);
        }
    }

    private static String noHop(ObjectSchema object, String name, String whole) {
        if (object.findAttribute(name).isEmpty()) {
            return object.unknownName(name);
        }
        var parts = parts(object, name);
        if (parts.isEmpty()) {
            return "'%s' of '%s' has no parts and leads nowhere".formatted(name, object.name());
        }
        var hint = NearestName.hintOrList(whole, parts, parts);
        return "'%s' of '%s' has no part '%s'%s".formatted(name, object.name(), whole, hint);
    }

    private static List<String> parts(ObjectSchema object, String name) {
        return object.names().stream()
                .filter(known -> known.startsWith(name + "."))
                .toList();
    }

    /** The hop of a relation field; null when there is none the caller may follow. */
    @Nullable
    Hop hop(ObjectSchema object, String field) {
        return object.findField(field).flatMap(this::hop).orElse(null);
    }

    /** The hop of a relation field; empty when there is none the caller may follow. */
    public Optional<Hop> hop(FieldDefinition field) {
        var relation = field.relation();
        if (relation == null) {
            return Optional.empty();
        }
        return schema.findReadable(relation.target()).map(target -> {
            touched.add(target.name());
            return new Hop(relation, target, AccessRules.rows(schema, target.name(), Action.READ));
        });
    }
}
