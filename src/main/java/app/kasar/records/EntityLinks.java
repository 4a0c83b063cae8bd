package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Links from tasks, notes and interactions to records of any object. */
public final class EntityLinks {
    private final Database database;

    public EntityLinks(Database database) {
        this.database = database;
    }

    /** Records one record may be linked to. */
    public static final int MOST = 100;

    private static final Shape<List<Entity>> SHAPE = Shape.listOf(
            Shape.object(body -> {
                var id = body.required("id", Shape.uuid());
                var type = body.required("type", Shape.filledText(100));
                return () -> new Entity(type.get(), id.get());
            }),
            MOST);

    /** A record of an object. */
    public record Entity(String object, UUID id) {}

    /**
     * Takes {@code linked_entities}, a list of {@code {id, type}}, out of a body; empty when it is not there or wrong,
     * which {@code faults} then tell.
     */
    public static Optional<List<Entity>> take(ObjectNode body, Faults faults) {
        var value = body.remove("linked_entities");
        return value == null ? Optional.empty() : SHAPE.read(value, new Place("linked_entities", faults));
    }

    /**
     * @throws Problem RECORD_NOT_FOUND naming every record that is not there for the caller; PERMISSION_DENIED when they
     *     may not do {@code action} on one that is; INVALID_OBJECT
     */
    public void require(List<Entity> entities, Action action, Change change) {
        requireReadable(entities, change);
        if (!permitted(entities, action, change).containsAll(entities)) {
            throw Problem.denied(
                    "this token may not %s every record in 'linked_entities'".formatted(action.wireName()));
        }
    }

    /**
     * Makes these the records a system object's record is linked to. Links to records the caller may not see stay.
     * Needs the transaction in which that record is written.
     *
     * @throws Problem RECORD_NOT_FOUND naming every record that is not there for the caller; INVALID_OBJECT
     */
    public void replace(ObjectSchema source, UUID sourceId, List<Entity> entities, Change change) {
        requireReadable(entities, change);
        var wanted = Set.copyOf(entities);
        var present = new HashSet<>(permitted(present(source, sourceId, change), Action.READ, change));
        for (var entity : wanted) {
            if (!present.contains(entity)) {
                insert(source, sourceId, entity, change);
            }
        }
        for (var entity : present) {
            if (!wanted.contains(entity)) {
                delete(source, sourceId, entity, change);
            }
        }
    }

    /**
     * Links what a query finds, whoever may see it; links that are there stay. For what is linked because of what it says,
     * not because somebody asked.
     *
     * @param found selects the id of the source's record, an object's name and the id of a record of that object
     * @return how many links are new
     */
    public int linkFound(ObjectSchema source, SqlText found, String schemaName, Instant at) {
        var text = new SqlText()
                .add("WITH found (source_id, object_name, record_id) AS (")
                .add(found);
        text.add("), linked AS (INSERT INTO ").name(schemaName, SystemObjects.linkTable(source));
        text.add(
                " (source_id, object_name, record_id, created_at) SELECT DISTINCT source_id, object_name, record_id, ");
        text.value(at, "timestamptz").add(" FROM found ON CONFLICT DO NOTHING RETURNING source_id, record_id)");
        text.add(" INSERT INTO ").name(schemaName, "events");
        text.add(" (object_name, record_id, related_id, kind, happened_at) SELECT ")
                .literal(source.name());
        text.add(", source_id, record_id, 'associated', ")
                .value(at, "timestamptz")
                .add(" FROM linked");
        return database.execute(text.toStatement());
    }

    private void requireReadable(List<Entity> entities, Change change) {
        requireObjects(entities, change);
        var readable = permitted(entities, Action.READ, change);
        var faults = new Faults();
        for (var index = 0; index < entities.size(); index++) {
            var entity = entities.get(index);
            if (!readable.contains(entity)) {
                faults.add(new Fault(
                        ErrorCode.RECORD_NOT_FOUND,
                        "linked_entities[%d].id".formatted(index),
                        "no record of '%s' has the id %s".formatted(entity.object(), entity.id())));
            }
        }
        faults.throwIfAny();
    }

    private static void requireObjects(List<Entity> entities, Change change) {
        var faults = new Faults();
        for (var index = 0; index < entities.size(); index++) {
            try {
                change.schema()
                        .object(entities.get(index).object(), "linked_entities[%d].type".formatted(index), Action.READ);
            } catch (Problem unknown) {
                faults.addAll(unknown.faults());
            }
        }
        faults.throwIfAny();
    }

    /** Those of the records on which the caller may do something. */
    private Set<Entity> permitted(List<Entity> entities, Action action, Change change) {
        var found = new HashSet<Entity>();
        entities.stream().map(Entity::object).distinct().forEach(name -> {
            var object = change.schema().object(name, "linked_entities", Action.READ);
            var ids = entities.stream()
                    .filter(entity -> entity.object().equals(name))
                    .map(Entity::id)
                    .toArray(UUID[]::new);
            var text = new SqlText().add("SELECT t.id FROM ").name(schemaOf(change), object.table());
            text.add(" t WHERE t.id = ANY(").value(ids).add(") AND ");
            CriterionSql.write(text, AccessRules.readableRows(change.schema(), name, action), schemaOf(change), "t");
            text.add(" FOR KEY SHARE OF t");
            database.list(text.toStatement(), row -> found.add(new Entity(name, row.requiredUuid(1))));
        });
        return found;
    }

    /** The links there are to objects the caller can name. */
    private List<Entity> present(ObjectSchema source, UUID sourceId, Change change) {
        var text = new SqlText().add("SELECT object_name, record_id FROM ");
        text.name(schemaOf(change), SystemObjects.linkTable(source))
                .add(" WHERE source_id = ")
                .value(sourceId);
        return database.list(text.toStatement(), row -> new Entity(row.requiredText(1), row.requiredUuid(2))).stream()
                .filter(entity -> change.schema().findReadable(entity.object()).isPresent())
                .toList();
    }

    private void insert(ObjectSchema source, UUID sourceId, Entity entity, Change change) {
        var text = new SqlText().add("INSERT INTO ").name(schemaOf(change), SystemObjects.linkTable(source));
        text.add(" (source_id, object_name, record_id, created_at) VALUES (")
                .value(sourceId)
                .add(", ");
        text.value(entity.object()).add(", ").value(entity.id()).add(", ").value(change.at());
        database.execute(text.add(") ON CONFLICT DO NOTHING").toStatement());
        event(source, sourceId, entity, change, "associated");
    }

    private void delete(ObjectSchema source, UUID sourceId, Entity entity, Change change) {
        var text = new SqlText().add("DELETE FROM ").name(schemaOf(change), SystemObjects.linkTable(source));
        text.add(" WHERE source_id = ")
                .value(sourceId)
                .add(" AND object_name = ")
                .value(entity.object());
        database.execute(text.add(" AND record_id = ").value(entity.id()).toStatement());
        event(source, sourceId, entity, change, "dissociated");
    }

    private void event(ObjectSchema source, UUID sourceId, Entity entity, Change change, String kind) {
        var text = new SqlText().add("INSERT INTO ").name(schemaOf(change), "events");
        text.add(" (object_name, record_id, related_id, kind, happened_at, actor_id, token_id, request_id) VALUES (");
        text.value(source.name())
                .add(", ")
                .value(sourceId)
                .add(", ")
                .value(entity.id())
                .add(", ")
                .value(kind);
        text.add(", ")
                .value(change.at())
                .add(", ")
                .value(actor(change).member().id())
                .add(", ");
        text.value(actor(change).token().id()).add(", ").value(change.requestId());
        database.execute(text.add(")").toStatement());
    }

    private static Actor actor(Change change) {
        return change.schema().actor();
    }

    private static String schemaOf(Change change) {
        return change.schema().snapshot().schemaName();
    }
}
