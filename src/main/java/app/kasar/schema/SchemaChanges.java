package app.kasar.schema;

import app.kasar.access.Actor;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.schema.value.TextLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes of an organization's shape while it is in use. Tables are locked for an instant only; indexes are built beside
 * reads and writes, before anybody is told of the field they serve.
 */
public final class SchemaChanges {
    private final Database database;
    private final SchemaCache schemas;
    private final SchemaStore store;
    private final ExclusiveChange exclusively;
    private final OutdatedDocuments documents;

    public SchemaChanges(Database database, SchemaCache schemas) {
        this.database = database;
        this.schemas = schemas;
        this.store = new SchemaStore(database);
        this.exclusively = new ExclusiveChange(database);
        this.documents = new OutdatedDocuments(database, schemas);
    }

    /** A custom object as asked for. */
    record NewObject(String name, String label, @Nullable String icon, List<NewField> fields) {
        NewObject {
            fields = List.copyOf(fields);
        }
    }

    /** @throws Problem CONFLICT when the name is taken; VALIDATION_ERROR with every fault of the fields */
    public void createObject(Actor actor, NewObject asked) {
        var snapshot = schemas.of(actor).snapshot();
        if (snapshot.find(asked.name()).isPresent()) {
            throw new Problem(ErrorCode.CONFLICT, "name", "there is an object '%s' already".formatted(asked.name()));
        }
        var faults = new Faults();
        if (ReservedNames.isReservedObject(asked.name())) {
            faults.invalid("name", "'%s' is reserved".formatted(asked.name()));
        }
        var heading = new ObjectSchema.Heading(
                asked.name(), asked.label(), asked.icon(), true, labelFields(asked.fields()), nextPosition(snapshot));
        var object = BuiltInObjects.object(heading);
        for (var index = 0; index < asked.fields().size(); index++) {
            var field = asked.fields().get(index);
            var at = "fields[" + index + "].";
            checkNew(field, object, snapshot, new At(at, faults));
            if (faults.isEmpty()) {
                object = with(object, field.definition(object));
            }
        }
        InverseNames.check(object, asked.fields(), snapshot, faults);
        faults.throwIfAny();
        requireFree(snapshot.schemaName(), List.of(object.table(), object.historyTable()));
        object.fields().forEach(field -> requireFreeLink(snapshot.schemaName(), field));
        createObject(actor, object, asked.fields());
    }

    /** Names in PostgreSQL are wider than those of objects: tables of ours, and what belongs to them, have them too. */
    private void requireFree(String schema, List<String> tables) {
        var taken = store.present(schema, tables);
        if (!taken.isEmpty()) {
            throw new Problem(
                    ErrorCode.CONFLICT,
                    "name",
                    "the name '%s' is taken in the database; choose another".formatted(taken.getFirst()));
        }
    }

    private void requireFreeLink(String schema, FieldDefinition field) {
        if (field.relation() instanceof Relation.BelongsToMany many && many.ownsLink()) {
            requireFree(schema, List.of(many.link()));
        }
    }

    private static List<String> labelFields(List<NewField> fields) {
        return fields.stream()
                .filter(field -> field.type() == FieldType.TEXT)
                .map(field -> field.names().name())
                .limit(1)
                .toList();
    }

    private static int nextPosition(SchemaSnapshot snapshot) {
        return snapshot.objects().values().stream()
                        .mapToInt(object -> object.heading().position())
                        .max()
                        .orElse(-1)
                + 1;
    }

    private void createObject(Actor actor, ObjectSchema object, List<NewField> asked) {
        var schema = actor.organization().schemaName();
        exclusively.run(actor, () -> {
            var tables = new ObjectTables(database);
            store.insertObject(schema, object.heading());
            object.fields().forEach(field -> store.saveField(schema, object.name(), field));
            tables.create(schema, object);
            new ObjectIndexes(database).createAll(schema, object);
            for (var field : object.fields()) {
                connect(schema, object, field, asked);
            }
            return object;
        });
    }

    /** What a relation needs beside its own column: the link table, and the field on the target that leads back. */
    private void connect(String schema, ObjectSchema object, FieldDefinition field, List<NewField> asked) {
        var relation = field.relation();
        if (relation instanceof Relation.BelongsToMany many && many.ownsLink()) {
            new ObjectTables(database).createLink(schema, object.name(), many);
        }
        asked.stream()
                .filter(given -> given.names().name().equals(field.name()))
                .map(NewField::relation)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(given -> addInverse(schema, object, field, given));
    }

    private void addInverse(String schema, ObjectSchema object, FieldDefinition field, NewField.NewRelation given) {
        var inverse = switch (Objects.requireNonNull(field.relation())) {
            case Relation.BelongsToOne one -> new Relation.HasMany(object.name(), one.foreignKey(), field.name());
            case Relation.BelongsToMany many ->
                new Relation.BelongsToMany(object.name(), many.link(), many.far(), many.near(), field.name());
            case Relation.HasMany many -> throw new IllegalStateException("an inverse has no inverse");
        };
        var name = Objects.requireNonNull(field.relation().inverse());
        var label = given.inverseLabel() == null ? object.label() : given.inverseLabel();
        store.saveField(
                schema,
                field.relation().target(),
                new FieldDefinition(
                        name,
                        label,
                        FieldType.RELATION,
                        FieldRules.NONE,
                        new FieldDefinition.Details(null, List.of(), inverse),
                        Integer.MAX_VALUE / 2));
    }

    public void renameObject(
            Actor actor, String name, @Nullable String label, java.util.Optional<java.util.Optional<String>> icon) {
        var schema = schemas.of(actor).snapshot();
        var heading = schema.object(name).heading();
        var changed = new ObjectSchema.Heading(
                name,
                label == null ? heading.label() : label,
                icon.isPresent() ? icon.get().orElse(null) : heading.icon(),
                heading.isCustom(),
                heading.labelFields(),
                heading.position());
        exclusively.run(actor, () -> {
            store.updateObject(schema.schemaName(), changed);
            return changed;
        });
    }

    /** @throws Problem PERMISSION_DENIED for a built-in object; VALIDATION_ERROR unless {@code confirm} repeats the name */
    public void dropObject(Actor actor, String name, @Nullable String confirm) {
        var snapshot = schemas.of(actor).snapshot();
        var object = snapshot.object(name);
        if (!object.heading().isCustom()) {
            throw Problem.denied("'%s' is built in and cannot be dropped".formatted(name));
        }
        if (!name.equals(confirm)) {
            throw Problem.invalid(
                    "confirm",
                    "dropping '%s' deletes all its records; repeat its name as ?confirm=%s".formatted(name, name));
        }
        exclusively.run(actor, () -> {
            dropRelationsTo(snapshot, object);
            new ObjectTables(database).drop(snapshot.schemaName(), object);
            store.deleteObject(snapshot.schemaName(), name);
            store.forgetGrants(snapshot.schemaName(), name);
            return name;
        });
    }

    /** Fields of other objects that lead to this one, whichever side they were made from. */
    private void dropRelationsTo(SchemaSnapshot snapshot, ObjectSchema dropped) {
        for (var other : snapshot.objects().values()) {
            for (var field : other.fields()) {
                var relation = field.relation();
                if (other != dropped && relation != null && relation.target().equals(dropped.name())) {
                    if (!(relation instanceof Relation.BelongsToMany many) || many.ownsLink()) {
                        new ObjectTables(database).dropField(snapshot.schemaName(), other, field);
                    }
                    store.deleteField(snapshot.schemaName(), other.name(), field.name());
                }
            }
        }
    }

    /** @throws Problem with every fault of the field, CONFLICT when its name is taken */
    public void addField(Actor actor, String objectName, NewField asked) {
        var snapshot = schemas.of(actor).snapshot();
        var object = snapshot.object(objectName);
        var faults = new Faults();
        checkNew(asked, object, snapshot, new At("", faults));
        InverseNames.check(object, asked, snapshot, faults);
        faults.throwIfAny();
        var field = asked.definition(object);
        requireFreeLink(snapshot.schemaName(), field);
        if (field.has(FieldRules.Rule.REQUIRED) && asked.defaultValue() == null && hasRecords(snapshot, object)) {
            throw Problem.invalid(
                    "defaultValue",
                    "'%s' has records; a required field needs a 'defaultValue' for them".formatted(objectName));
        }
        if (database.isInTransaction()
                || ObjectIndexes.ofField(objectName, field).isEmpty()) {
            exclusively.run(actor, () -> {
                addColumns(snapshot.schemaName(), object, field);
                new ObjectIndexes(database).createFor(snapshot.schemaName(), objectName, field);
                return publish(actor, object, field, asked);
            });
        } else {
            addIndexedField(actor, object, field, asked);
        }
    }

    /** Columns first, then indexes while everybody goes on, then the field becomes known. */
    private void addIndexedField(Actor actor, ObjectSchema object, FieldDefinition field, NewField asked) {
        var schema = actor.organization().schemaName();
        var columns = database.inTransaction(() -> {
            database.executeScript(ExclusiveChange.PATIENCE);
            // Left by an attempt that ended before the field became known.
            new ObjectTables(database).dropField(schema, object, field);
            addColumns(schema, object, field);
            return store.columnNumbers(schema, object.name(), field);
        });
        new ObjectIndexes(database).createMissing(schema, object.name(), ObjectIndexes.ofField(object.name(), field));
        exclusively.run(actor, () -> {
            if (!store.columnNumbers(schema, object.name(), field).equals(columns)) {
                throw new Problem(
                        ErrorCode.CONFLICT, "name", "someone else is adding the field '%s'".formatted(field.name()));
            }
            return publish(actor, object, field, asked);
        });
    }

    private void addColumns(String schema, ObjectSchema object, FieldDefinition field) {
        var existing = field.has(FieldRules.Rule.REQUIRED) ? field.details().defaultValue() : null;
        new ObjectTables(database).addField(schema, object, field, existing);
    }

    private FieldDefinition publish(Actor actor, ObjectSchema object, FieldDefinition field, NewField asked) {
        var schema = actor.organization().schemaName();
        store.saveField(schema, object.name(), field);
        connect(schema, object, field, List.of(asked));
        // The records there are have the default now.
        if (field.has(FieldRules.Rule.SEARCHABLE) && field.details().defaultValue() != null) {
            documents.mark(actor.organization(), object.name());
        }
        return field;
    }

    private boolean hasRecords(SchemaSnapshot snapshot, ObjectSchema object) {
        var text = new SqlText()
                .add("SELECT 1 FROM ")
                .name(snapshot.schemaName(), object.name())
                .add(" LIMIT 1");
        return database.find(text.toStatement(), row -> true).orElse(false);
    }

    /** What can be changed of a field; absent means as it is. */
    record FieldChange(
            java.util.Optional<String> label,
            java.util.Optional<List<Option>> options,
            java.util.Optional<Boolean> required,
            java.util.Optional<Boolean> indexed,
            java.util.Optional<Boolean> searchable) {}

    public void changeField(Actor actor, String objectName, String fieldName, FieldChange change) {
        var snapshot = schemas.of(actor).snapshot();
        var object = snapshot.object(objectName);
        var field = object.field(fieldName, "field");
        checkChange(snapshot, object, field, change);
        var rules = field.rules()
                .with(FieldRules.Rule.REQUIRED, change.required().orElse(field.has(FieldRules.Rule.REQUIRED)))
                .with(FieldRules.Rule.INDEXED, change.indexed().orElse(field.has(FieldRules.Rule.INDEXED)))
                .with(FieldRules.Rule.SEARCHABLE, change.searchable().orElse(field.has(FieldRules.Rule.SEARCHABLE)));
        var details = new FieldDefinition.Details(
                field.details().defaultValue(), change.options().orElse(field.options()), field.relation());
        var changed = new FieldDefinition(
                fieldName, change.label().orElse(field.label()), field.type(), rules, details, field.position());
        var indexes = new ObjectIndexes(database);
        var surplus = new ArrayList<>(ObjectIndexes.ofField(objectName, field));
        surplus.removeAll(ObjectIndexes.ofField(objectName, changed));
        exclusively.run(actor, () -> {
            store.saveField(snapshot.schemaName(), objectName, changed);
            if (changed.has(FieldRules.Rule.SEARCHABLE) != field.has(FieldRules.Rule.SEARCHABLE)) {
                documents.mark(actor.organization(), objectName);
            }
            database.afterCommit(() -> {
                indexes.createMissing(snapshot.schemaName(), objectName, ObjectIndexes.ofField(objectName, changed));
                surplus.forEach(index -> indexes.drop(snapshot.schemaName(), index.name()));
            });
            return changed;
        });
    }

    private void checkChange(SchemaSnapshot snapshot, ObjectSchema object, FieldDefinition field, FieldChange change) {
        var faults = new Faults();
        if (change.options().isPresent()) {
            checkOptions(snapshot, object, field, new Options(change.options().get(), faults));
        }
        if (change.searchable().orElse(false) && !field.type().canBeSearched()) {
            faults.invalid("isSearchable", "values of type %s cannot be searched".formatted(field.type()));
        }
        if (change.indexed().orElse(false) && field.type() == FieldType.TEXT) {
            checkIndexable(snapshot, object, field, faults);
        }
        if (change.required().orElse(false) && !field.has(FieldRules.Rule.REQUIRED)) {
            checkRequired(snapshot, object, field, faults);
        }
        faults.throwIfAny();
    }

    private void checkIndexable(SchemaSnapshot snapshot, ObjectSchema object, FieldDefinition field, Faults faults) {
        var text = new SqlText().add("SELECT count(*) FROM ").name(snapshot.schemaName(), object.name());
        text.add(" WHERE char_length(").name(field.name()).add(") > " + TextLimits.INDEXED_TEXT);
        var tooLong = database.find(text.toStatement(), row -> row.number(1)).orElse(0L);
        if (tooLong > 0) {
            faults.invalid(
                    "isIndexed",
                    "%d records have more than %d characters in '%s', which an index cannot hold"
                            .formatted(tooLong, TextLimits.INDEXED_TEXT, field.name()));
        }
    }

    private record Options(List<Option> wanted, Faults faults) {}

    private void checkOptions(SchemaSnapshot snapshot, ObjectSchema object, FieldDefinition field, Options options) {
        if (!field.type().hasOptions()) {
            options.faults().invalid("options", "a field of type %s has no options".formatted(field.type()));
            return;
        }
        var kept = options.wanted().stream().map(Option::value).toList();
        for (var value : field.optionValues()) {
            var users = kept.contains(value) ? 0 : uses(snapshot, object, field, value);
            if (users > 0) {
                options.faults().invalid("options", "the option '%s' is used by %d records".formatted(value, users));
            }
        }
    }

    private long uses(SchemaSnapshot snapshot, ObjectSchema object, FieldDefinition field, String value) {
        var text = new SqlText()
                .add("SELECT count(*) FROM ")
                .name(snapshot.schemaName(), object.name())
                .add(" WHERE ");
        if (field.type() == FieldType.MULTI_SELECT) {
            text.name(field.name()).add(" @> ARRAY[").value(value, "text").add("]");
        } else {
            text.name(field.name()).add(" = ").value(value);
        }
        return database.find(text.toStatement(), row -> row.number(1)).orElse(0L);
    }

    private void checkRequired(SchemaSnapshot snapshot, ObjectSchema object, FieldDefinition field, Faults faults) {
        if (field.has(FieldRules.Rule.READ_ONLY) || FieldColumns.stored(field).isEmpty()) {
            faults.invalid("required", "'%s' cannot be made required".formatted(field.name()));
            return;
        }
        var text = new SqlText()
                .add("SELECT count(*) FROM ")
                .name(snapshot.schemaName(), object.name())
                .add(" WHERE ");
        text.name(FieldColumns.stored(field).getFirst().name()).add(" IS NULL");
        var empty = database.find(text.toStatement(), row -> row.number(1)).orElse(0L);
        if (empty > 0) {
            faults.invalid("required", "%d records have no '%s'; fill them first".formatted(empty, field.name()));
        }
    }

    /** @throws Problem PERMISSION_DENIED for a field of the product */
    public void dropField(Actor actor, String objectName, String fieldName) {
        var snapshot = schemas.of(actor).snapshot();
        var object = snapshot.object(objectName);
        var field = object.field(fieldName, "field");
        if (field.has(FieldRules.Rule.SYSTEM)) {
            throw Problem.denied("'%s' is built in and cannot be dropped".formatted(fieldName));
        }
        var relation = field.relation();
        if (relation instanceof Relation.HasMany
                || (relation instanceof Relation.BelongsToMany many && !many.ownsLink())) {
            throw Problem.invalid(
                    "field",
                    "'%s' is the other side of '%s' on '%s'; drop it there"
                            .formatted(fieldName, relation.inverse(), relation.target()));
        }
        exclusively.run(actor, () -> {
            new ObjectTables(database).dropField(snapshot.schemaName(), object, field);
            store.deleteField(snapshot.schemaName(), objectName, fieldName);
            if (field.type() == FieldType.PIPELINE) {
                new PipelineStore(database).deleteOf(snapshot.schemaName(), objectName);
            }
            if (relation != null && relation.inverse() != null) {
                store.deleteField(snapshot.schemaName(), relation.target(), relation.inverse());
            }
            store.forgetHidden(snapshot.schemaName(), objectName, fieldName);
            if (field.has(FieldRules.Rule.SEARCHABLE)) {
                documents.mark(actor.organization(), objectName);
            }
            return field;
        });
    }

    private record At(String prefix, Faults faults) {}

    private static void checkNew(NewField asked, ObjectSchema object, SchemaSnapshot snapshot, At at) {
        asked.check(at.prefix(), at.faults());
        var name = asked.names().name();
        if (isTaken(asked, object)) {
            at.faults()
                    .add(new app.kasar.problem.Fault(
                            ErrorCode.CONFLICT,
                            at.prefix() + "name",
                            "'%s' is taken on '%s'".formatted(name, object.name())));
        }
        var isSecondPipeline = asked.type() == FieldType.PIPELINE
                && object.fields().stream().anyMatch(field -> field.type() == FieldType.PIPELINE);
        if (isSecondPipeline) {
            at.faults().invalid(at.prefix() + "type", "an object has at most one PIPELINE field");
        }
        var relation = asked.relation();
        if (relation != null) {
            checkRelation(relation, object, snapshot, at);
        }
        if (asked.defaultValue() != null) {
            DefaultValues.check(asked, at.prefix() + "defaultValue", at.faults());
        }
    }

    private static void checkRelation(
            NewField.NewRelation relation, ObjectSchema object, SchemaSnapshot snapshot, At at) {
        var target = relation.target().equals(object.name())
                ? java.util.Optional.of(object)
                : snapshot.find(relation.target());
        if (target.isEmpty()) {
            at.faults()
                    .invalid(
                            at.prefix() + "relation.target",
                            NewField.unknownTarget(
                                    relation.target(), snapshot.objects().keySet()));
        }
    }

    /** Whether the field's name, or that of a column it would have, is there already. */
    private static boolean isTaken(NewField asked, ObjectSchema object) {
        var columns = new ArrayList<String>();
        object.fields().forEach(field -> FieldColumns.stored(field).forEach(column -> columns.add(column.name())));
        var wanted = asked.definition(object);
        return object.names().contains(asked.names().name())
                || FieldColumns.stored(wanted).stream()
                        .anyMatch(column -> columns.contains(column.name())
                                || object.names().contains(column.name())
                                || ReservedNames.isReserved(column.name()));
    }

    private static ObjectSchema with(ObjectSchema object, FieldDefinition field) {
        var fields = new ArrayList<>(object.fields());
        fields.add(field);
        return new ObjectSchema(object.heading(), fields);
    }
}
