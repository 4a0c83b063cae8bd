package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.access.Grant;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.PipelinePlace;
import app.kasar.schema.Relation;
import app.kasar.schema.VisibleSchema;
import app.kasar.schema.value.Ids;
import app.kasar.schema.value.Reading;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON to {@link RecordInput}, for one object and caller: names, types, required fields and defaults. Pure. */
public final class RecordInputReader {
    private final ObjectSchema object;
    private final VisibleSchema schema;
    private final FieldInput fieldInput;

    public RecordInputReader(ObjectSchema object, VisibleSchema schema) {
        this.object = object;
        this.schema = schema;
        this.fieldInput = new FieldInput(object, schema.actor().settings());
    }

    /** The values of a new record, with defaults; faults go to {@code faults}. */
    public RecordInput forCreate(ObjectNode body, Faults faults) {
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        if (body.has("id")) {
            faults.invalid("id", "Field 'id' is set by the server and cannot be given");
        }
        return forCreate(id, body, faults);
    }

    /** As {@link #forCreate(ObjectNode, Faults)}, under an id the caller chose. */
    RecordInput forCreate(UUID id, ObjectNode body, Faults faults) {
        var reading = new OneRecord(faults);
        reading.readAll(body);
        reading.refuseExpected();
        reading.addDefaults();
        reading.requireAll(body);
        return reading.input(id);
    }

    /** The values to change in a record; what is not named stays. */
    public RecordInput forUpdate(UUID id, ObjectNode body, Faults faults) {
        var reading = new OneRecord(faults);
        reading.sameId(id, body);
        reading.readAll(body);
        reading.keepRequired();
        return reading.input(id);
    }

    /** The state of reading one record. */
    private final class OneRecord {
        private final Faults faults;
        private final Map<String, @Nullable String> columns = new LinkedHashMap<>();
        private final Map<String, @Nullable String> expected = new LinkedHashMap<>();
        private final Map<String, List<UUID>> links = new LinkedHashMap<>();
        private final Map<String, String> keyOfColumn = new LinkedHashMap<>();

        OneRecord(Faults faults) {
            this.faults = faults;
        }

        void sameId(UUID id, ObjectNode body) {
            var given = body.get("id");
            // An id that could not be read has been refused already.
            if (given != null && faults.isEmpty() && !id.toString().equalsIgnoreCase(given.stringValue(""))) {
                faults.invalid("id", "Field 'id' is set by the server and cannot be changed");
            }
        }

        void readAll(ObjectNode body) {
            body.properties().forEach(property -> {
                if (!property.getKey().equals("id")) {
                    read(property.getKey(), property.getValue());
                }
            });
        }

        private void read(String key, JsonNode value) {
            var field = object.findField(key).or(() -> byAttribute(key));
            if (field.isEmpty()) {
                faults.invalid(key, unknown(key));
            } else if (field.get().has(Rule.READ_ONLY)) {
                expect(key, field.get(), value);
            } else if (field.get().type() == FieldType.PIPELINE) {
                readId(key, pipelineColumn(key, field.get()), value);
            } else if (field.get().relation() instanceof Relation.BelongsToMany) {
                readLinks(key, value);
            } else if (field.get().relation() instanceof Relation.HasMany many) {
                faults.invalid(
                        key,
                        "Field '%s' is the other side of '%s' on '%s'; set it there"
                                .formatted(key, many.foreignKey(), many.target()));
            } else {
                readField(key, field.get(), value);
            }
        }

        private Optional<FieldDefinition> byAttribute(String key) {
            return object.findAttribute(key)
                    .filter(attribute -> attribute.part() == null)
                    .map(Attribute::field);
        }

        private String unknown(String key) {
            if (key.endsWith("_display")) {
                return "'%s' is derived from another field and cannot be set".formatted(key);
            }
            return "'%s' has no field '%s'%s".formatted(object.name(), key, NearestName.hint(key, object.names()));
        }

        private void readField(String key, FieldDefinition field, JsonNode value) {
            switch (fieldInput.read(field, value)) {
                case Reading.Accepted<ColumnTexts>(var read) ->
                    read.byColumn().forEach((column, text) -> put(key, column, text));
                case Reading.Refused<ColumnTexts>(var message) ->
                    faults.invalid(key, "Field '%s' %s".formatted(key, message));
            }
            if (field.relation() instanceof Relation.BelongsToOne one && !value.isNull()) {
                requireReadable(key, one.target());
            }
        }

        private void requireReadable(String key, String target) {
            if (schema.actor().permissions().grant(target, Action.READ) == Grant.NONE) {
                faults.invalid(key, "Field '%s' names a record this token may not see".formatted(key));
            }
        }

        private void put(String key, String column, @Nullable String text) {
            var before = keyOfColumn.putIfAbsent(column, key);
            if (before != null && !java.util.Objects.equals(columns.get(column), text)) {
                faults.invalid(key, "'%s' and '%s' are the same field with different values".formatted(before, key));
            }
            columns.put(column, text);
        }

        private void expect(String key, FieldDefinition field, JsonNode value) {
            switch (fieldInput.read(field, value)) {
                case Reading.Accepted<ColumnTexts>(var read) -> expected.putAll(read.byColumn());
                case Reading.Refused<ColumnTexts> refused ->
                    faults.invalid(key, "Field '%s' is set by the server and cannot be changed".formatted(key));
            }
        }

        /** A record that is not there yet has no server-set values that the caller could repeat. */
        void refuseExpected() {
            for (var column : expected.keySet()) {
                faults.invalid(column, "Field '%s' is set by the server and cannot be given".formatted(column));
            }
            expected.clear();
        }

        private void readLinks(String key, JsonNode value) {
            var ids = new LinkedHashSet<UUID>();
            if (value.isNull()) {
                links.put(key, List.of());
                return;
            }
            if (!value.isArray()) {
                faults.invalid(key, "Field '%s' must be an array of ids".formatted(key));
                return;
            }
            for (var entry : value) {
                switch (Ids.read(entry)) {
                    case Reading.Accepted<UUID>(var id) -> ids.add(id);
                    case Reading.Refused<UUID>(var message) ->
                        faults.invalid(key, "Field '%s' %s".formatted(key, message));
                }
            }
            links.put(key, List.copyOf(ids));
        }

        private static String pipelineColumn(String key, FieldDefinition field) {
            return key.equals(field.name()) ? FieldColumns.pipelineColumn(field) : key;
        }

        private void readId(String key, String column, JsonNode value) {
            if (value.isNull()) {
                put(key, column, null);
                return;
            }
            switch (Ids.read(value)) {
                case Reading.Accepted<UUID>(var id) -> put(key, column, id.toString());
                case Reading.Refused<UUID>(var message) -> faults.invalid(key, "Field '%s' %s".formatted(key, message));
            }
        }

        private void agreeOnPipeline(FieldDefinition field) {
            var pipelineColumn = FieldColumns.pipelineColumn(field);
            var stepColumn = FieldColumns.stepColumn(field);
            if (!columns.containsKey(pipelineColumn) && !columns.containsKey(stepColumn)) {
                return;
            }
            var pipelineId = columns.get(pipelineColumn);
            var stepId = columns.get(stepColumn);
            if (pipelineId == null && stepId == null) {
                columns.put(pipelineColumn, null);
                columns.put(stepColumn, null);
                return;
            }
            switch (PipelinePlace.find(schema.snapshot(), object.name(), uuid(pipelineId), uuid(stepId))) {
                case PipelinePlace.At(var pipeline, var step) -> {
                    columns.put(pipelineColumn, pipeline.id().toString());
                    columns.put(stepColumn, step == null ? null : step.id().toString());
                }
                case PipelinePlace.NoPipeline(var message) -> faults.invalid(pipelineColumn, message);
                case PipelinePlace.NoStep(var message) -> faults.invalid(stepColumn, message);
            }
        }

        private static @Nullable UUID uuid(@Nullable String text) {
            return text == null ? null : UUID.fromString(text);
        }

        void addDefaults() {
            for (var field : object.fields()) {
                addDefault(field);
            }
        }

        private void addDefault(FieldDefinition field) {
            var value = field.details().defaultValue();
            if (field.type() == FieldType.PIPELINE) {
                if (FieldColumns.stored(field).stream().noneMatch(column -> columns.containsKey(column.name()))) {
                    schema.snapshot().pipelinesOf(object.name()).stream()
                            .findFirst()
                            .ifPresent(first -> columns.put(
                                    FieldColumns.pipelineColumn(field),
                                    first.id().toString()));
                }
            } else if (field.name().equals("owner")) {
                // A null that was given stands against the default as any other value does.
                if (!isGiven(field)) {
                    columns.put(
                            FieldColumns.userColumn(field),
                            schema.actor().member().id().toString());
                }
            } else if (value != null && !isGiven(field)) {
                readField(field.name(), field, value);
            }
        }

        private boolean isGiven(FieldDefinition field) {
            return FieldColumns.stored(field).stream().anyMatch(column -> keyOfColumn.containsKey(column.name()));
        }

        void requireAll(ObjectNode body) {
            for (var field : object.fields()) {
                if (field.has(Rule.REQUIRED) && isMissing(field) && !isFaulty(field, body)) {
                    faults.add(Fault.missing(field.name(), "Field '%s' is required".formatted(field.name())));
                }
            }
            if (object.name().equals("contacts") && isNameless(body)) {
                faults.add(Fault.missing("first_name", "Field 'first_name' or 'last_name' is required"));
            }
        }

        private boolean isNameless(ObjectNode body) {
            var first = object.findField("first_name");
            var last = object.findField("last_name");
            return first.filter(this::isMissing).isPresent()
                    && last.filter(this::isMissing).isPresent()
                    && first.filter(field -> isFaulty(field, body)).isEmpty()
                    && last.filter(field -> isFaulty(field, body)).isEmpty();
        }

        /** Whether a value was given but refused, which has been said already. */
        private boolean isFaulty(FieldDefinition field, ObjectNode body) {
            var given = body.get(field.name());
            return given != null
                    && !given.isNull()
                    && FieldColumns.stored(field).stream().noneMatch(column -> columns.containsKey(column.name()));
        }

        private boolean isMissing(FieldDefinition field) {
            if (field.relation() instanceof Relation.BelongsToMany) {
                return links.getOrDefault(field.name(), List.of()).isEmpty();
            }
            var text = columns.get(FieldColumns.stored(field).getFirst().name());
            return text == null || text.isBlank();
        }

        void keepRequired() {
            for (var field : object.fields()) {
                if (field.has(Rule.REQUIRED) && isNamed(field) && isMissing(field)) {
                    faults.invalid(
                            field.name(), "Field '%s' is required and cannot be cleared".formatted(field.name()));
                }
            }
        }

        private boolean isNamed(FieldDefinition field) {
            return links.containsKey(field.name())
                    || FieldColumns.stored(field).stream().anyMatch(column -> columns.containsKey(column.name()));
        }

        RecordInput input(UUID id) {
            object.fields().stream()
                    .filter(field -> field.type() == FieldType.PIPELINE)
                    .forEach(this::agreeOnPipeline);
            return new RecordInput(id, columns, expected, links);
        }
    }

    /** Names a caller may use as the key of an upsert: fields with one comparable value. */
    public static List<String> matchableFields(ObjectSchema object) {
        var names = new ArrayList<String>();
        for (var field : object.fields()) {
            switch (field.type()) {
                case ID, TEXT, EMAIL, PHONE, URL, NUMBER, INTEGER, EMAILS, PHONES, SELECT, DATE ->
                    names.add(field.name());
                case TEXTAREA,
                        CURRENCY,
                        PERCENTAGE,
                        FLOAT,
                        RATING,
                        BOOLEAN,
                        DATETIME,
                        MULTI_SELECT,
                        USER,
                        RELATION,
                        PIPELINE,
                        ADDRESS,
                        JSON -> {}
            }
        }
        return names;
    }
}
