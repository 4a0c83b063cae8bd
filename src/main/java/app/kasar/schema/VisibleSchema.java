package app.kasar.schema;

import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.access.Grant;
import app.kasar.access.Member;
import app.kasar.access.Organization;
import app.kasar.problem.Problem;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A snapshot as one caller sees it: hidden fields do not exist, objects they may not read cannot be reached. */
public final class VisibleSchema {
    private final SchemaSnapshot snapshot;
    private final Actor actor;

    VisibleSchema(SchemaSnapshot snapshot, Actor actor) {
        this.snapshot = snapshot;
        this.actor = actor;
    }

    /** What an organization has when it is made, as its administrator sees it. */
    public static VisibleSchema ofNewOrganization() {
        var nobody = new UUID(0, 0);
        var settings = new Organization.Settings("US", ZoneOffset.UTC, List.of(), null);
        var organization = new Organization(nobody, "new", "A new organization", "new", settings);
        var administrator = new Member(nobody, nobody, "Administrator", "", null, null);
        return new VisibleSchema(
                BuiltInObjects.snapshot(),
                Actor.atCommandLine(
                        organization, administrator, BuiltInObjects.snapshot().epoch()));
    }

    public SchemaSnapshot snapshot() {
        return snapshot;
    }

    public Actor actor() {
        return actor;
    }

    /**
     * The object a request names.
     *
     * @throws Problem INVALID_OBJECT when there is none; PERMISSION_DENIED when the caller may not do {@code action} on
     *     any of its records
     */
    public ObjectSchema object(String name, Action action) {
        return object(name, action, "object");
    }

    /** As {@link #object(String, Action)}, where the request has the name at {@code at}. */
    public ObjectSchema object(String name, Action action, String at) {
        var object = snapshot.object(name, at);
        if (actor.permissions().grant(name, action) == Grant.NONE) {
            throw Problem.denied("this token may not %s records of '%s'".formatted(action.wireName(), name));
        }
        return visible(object);
    }

    /**
     * An object of the product itself, as the caller sees it.
     *
     * @throws Problem PERMISSION_DENIED when the caller may not do {@code action} on any of its records
     */
    public ObjectSchema system(ObjectSchema object, Action action) {
        if (actor.permissions().grant(object.name(), action) == Grant.NONE) {
            throw Problem.denied("this token may not %s %s".formatted(action.wireName(), object.name()));
        }
        return visible(object);
    }

    /** An object reached through a relation; empty when the caller may not read it, as if it were not there. */
    public Optional<ObjectSchema> findReadable(String name) {
        return snapshot.find(name)
                .filter(object -> actor.permissions().grant(name, Action.READ) != Grant.NONE)
                .map(this::visible);
    }

    /** Every object the caller may read, in order. */
    public List<ObjectSchema> readable() {
        return snapshot.objects().keySet().stream()
                .map(this::findReadable)
                .flatMap(Optional::stream)
                .toList();
    }

    private ObjectSchema visible(ObjectSchema object) {
        if (!actor.permissions().hideSomething()) {
            return object;
        }
        var hidden = object.fields().stream()
                .filter(field -> isHidden(object, field))
                .map(FieldDefinition::name)
                .collect(Collectors.toSet());
        return hidden.isEmpty() ? object : object.without(hidden);
    }

    /**
     * A relation is one thing seen from two sides: where one side is hidden, the other would tell all of it. So would a field
     * that repeats another.
     */
    private boolean isHidden(ObjectSchema object, FieldDefinition field) {
        var permissions = actor.permissions();
        if (permissions.isHidden(object.name(), field.name())) {
            return true;
        }
        var original = SystemObjects.repeatedBy(object, field.name());
        if (original != null && permissions.isHidden(object.name(), original)) {
            return true;
        }
        var relation = field.relation();
        var inverse = relation == null ? null : relation.inverse();
        return relation != null && inverse != null && permissions.isHidden(relation.target(), inverse);
    }
}
