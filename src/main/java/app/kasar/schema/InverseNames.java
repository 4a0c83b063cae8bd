package app.kasar.schema;

import app.kasar.problem.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether the fields that lead back from new relations have names of their own on the objects they come to stand on. */
final class InverseNames {
    private final ObjectSchema object;
    private final SchemaSnapshot snapshot;
    private final Faults faults;
    private final Set<String> given = new HashSet<>();

    private InverseNames(ObjectSchema object, SchemaSnapshot snapshot, Faults faults) {
        this.object = object;
        this.snapshot = snapshot;
        this.faults = faults;
    }

    /** The fields of an object that is to be made. */
    static void check(ObjectSchema object, List<NewField> asked, SchemaSnapshot snapshot, Faults faults) {
        var names = new InverseNames(object, snapshot, faults);
        asked.forEach(names::addOwn);
        for (var index = 0; index < asked.size(); index++) {
            names.check(asked.get(index), "fields[" + index + "].");
        }
    }

    /** One more field of an object. */
    static void check(ObjectSchema object, NewField asked, SchemaSnapshot snapshot, Faults faults) {
        var names = new InverseNames(object, snapshot, faults);
        names.addOwn(asked);
        names.check(asked, "");
    }

    private void addOwn(NewField asked) {
        given.add(key(object.name(), asked.names().name()));
        FieldColumns.stored(asked.definition(object)).forEach(column -> given.add(key(object.name(), column.name())));
    }

    private void check(NewField asked, String at) {
        var relation = asked.relation();
        if (relation == null || !exists(relation.target())) {
            return;
        }
        var definition = asked.definition(object);
        var name = Objects.requireNonNull(
                Objects.requireNonNull(definition.relation()).inverse());
        if (ReservedNames.isReserved(name)) {
            faults.invalid(at + "relation.inverse", "'%s' is reserved".formatted(name));
        } else if (isOnTarget(relation.target(), name) || !given.add(key(relation.target(), name))) {
            faults.invalid(at + "relation.inverse", "'%s' is taken on '%s'".formatted(name, relation.target()));
        }
    }

    private boolean exists(String target) {
        return target.equals(object.name()) || snapshot.find(target).isPresent();
    }

    private boolean isOnTarget(String target, String name) {
        return snapshot.find(target)
                .filter(known -> known.names().contains(name))
                .isPresent();
    }

    private static String key(String object, String name) {
        return object + "." + name;
    }
}
