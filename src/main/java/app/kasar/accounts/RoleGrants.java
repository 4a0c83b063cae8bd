package app.kasar.accounts;

import app.kasar.access.Grant;
import app.kasar.access.ObjectGrants;
import app.kasar.access.Permissions;
import app.kasar.access.Role;
import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a role may do.
 *
 * @param byObject {@link Permissions#EVERY_OTHER_OBJECT} stands for the objects that are not named
 */
public record RoleGrants(Role role, Map<String, ObjectGrants> byObject) {
    private static final int MOST_OBJECTS = 1_000;
    private static final int MOST_FIELDS = 1_000;
    private static final Shape<Grant> GRANT = Shape.choice(Grant.wireNames()).convert(Grant::find, "must be a grant");

    /** @throws Problem with every fault in the shape of {@code {"grants": {"contacts": {"read": "all", …}}}} */
    public static RoleGrants read(Role role, ObjectNode json) {
        return new RoleGrants(role, BodyReader.read(json, shape()));
    }

    static Shape<Map<String, ObjectGrants>> shape() {
        return Shape.object(body -> body.required("grants", Shape.mapOf(objectGrants(), MOST_OBJECTS)));
    }

    /** @throws Problem naming each unknown object and field, and each grant a viewer cannot have */
    void check(Map<String, Set<String>> known) {
        var faults = new Faults();
        byObject.forEach((object, grants) -> {
            checkNames(object, grants, known, faults);
            checkViewer(object, grants, faults);
        });
        faults.throwIfAny();
    }

    private static void checkNames(String object, ObjectGrants grants, Map<String, Set<String>> known, Faults faults) {
        var at = "grants." + object;
        var fields = object.equals(Permissions.EVERY_OTHER_OBJECT) ? all(known) : known.get(object);
        if (fields == null) {
            faults.invalid(at, "there is no object '%s'%s".formatted(object, NearestName.hint(object, known.keySet())));
            return;
        }
        grants.hiddenFields().stream()
                .filter(field -> !fields.contains(field))
                .sorted()
                .forEach(field -> faults.invalid(
                        at + ".hidden_fields",
                        "'%s' has no field '%s'%s".formatted(object, field, NearestName.hint(field, fields))));
        if (grants.hiddenFields().contains("id")) {
            faults.invalid(at + ".hidden_fields", "the field 'id' cannot be hidden");
        }
    }

    private void checkViewer(String object, ObjectGrants grants, Faults faults) {
        if (role == Role.VIEWER
                && !List.of(grants.create(), grants.update(), grants.delete())
                        .equals(List.of(Grant.NONE, Grant.NONE, Grant.NONE))) {
            faults.invalid(
                    "grants." + object,
                    "viewers only read: 'create', 'update' and 'delete' of '%s' must be 'none'".formatted(object));
        }
    }

    private static Set<String> all(Map<String, Set<String>> known) {
        return known.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static Shape<ObjectGrants> objectGrants() {
        return Shape.object(body -> {
            var read = body.required("read", GRANT);
            var create = body.required("create", GRANT);
            var update = body.required("update", GRANT);
            var delete = body.required("delete", GRANT);
            var hidden = body.optional("hidden_fields", Shape.listOf(Shape.filledText(63), MOST_FIELDS));
            return () -> new ObjectGrants(
                    read.get(),
                    create.get(),
                    update.get(),
                    delete.get(),
                    hidden.get().<Set<String>>map(Set::copyOf).orElse(Set.of()));
        });
    }
}
