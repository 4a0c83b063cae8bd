package app.kasar.duplicates;

import app.kasar.json.Json;
import app.kasar.json.Shape;
import app.kasar.problem.Faults;
import app.kasar.records.MergedColumns;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.StoredRecord;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values a merged record is to have: those merged, and over them what the caller chose, field by field. */
final class FieldChoices {
    private static final String AT = "field_overrides";
    private static final String FROM = "from";

    private final ObjectSchema object;
    private final VisibleSchema schema;
    private final Map<String, JsonNode> overrides;
    private final Faults faults = new Faults();

    FieldChoices(ObjectSchema object, VisibleSchema schema, Map<String, JsonNode> overrides) {
        this.object = object;
        this.schema = schema;
        this.overrides = overrides;
    }

    /**
     * @param records the survivor first
     * @throws app.kasar.problem.Problem VALIDATION_ERROR with every fault of the choices
     */
    RecordInput input(List<StoredRecord> records) {
        var merged = new MergedColumns(schema.snapshot().any(object.name()), records);
        var columns = new LinkedHashMap<>(merged.changes());
        var given = given(records);
        columns.putAll(given.columns());
        overrides.forEach((name, value) -> {
            if (isChoice(value)) {
                choose(name, value, records, merged).ifPresent(columns::putAll);
            }
        });
        faults.throwIfAny();
        return new RecordInput(records.getFirst().id(), columns, given.expected(), given.links());
    }

    /** Whether a value names a record to take the field from rather than being one itself. */
    private static boolean isChoice(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && Shape.UUID_FORM.matcher(value.path(FROM).stringValue("")).matches();
    }

    private RecordInput given(List<StoredRecord> records) {
        var values = Json.MAPPER.createObjectNode();
        overrides.forEach((name, value) -> {
            if (!isChoice(value)) {
                values.set(name, value);
            }
        });
        var found = new Faults();
        var input = new RecordInputReader(object, schema)
                .forUpdate(records.getFirst().id(), values, found);
        found.list().forEach(fault -> faults.add(fault.within(AT)));
        return input;
    }

    private Optional<Map<String, @Nullable String>> choose(
            String name, JsonNode value, List<StoredRecord> records, MergedColumns merged) {
        var id = UUID.fromString(value.path(FROM).stringValue());
        var field = object.findField(name).or(() -> byAttribute(name));
        if (field.isEmpty()) {
            return refuse(name, object.unknownName(name));
        }
        if (!MergedColumns.isMergeable(field.get())) {
            return refuse(name, "Field '%s' is not taken from a record: %s".formatted(name, reason(field.get())));
        }
        if (records.stream().noneMatch(record -> record.id().equals(id))) {
            return refuse(
                    name,
                    "Field '%s' is to be taken from %s, which is not among the records merged".formatted(name, id));
        }
        var columns = merged.of(field.get(), id);
        if (field.get().has(Rule.REQUIRED)
                && columns.values().stream().allMatch(text -> text == null || text.isEmpty())) {
            return refuse(name, "Field '%s' is required, and the record %s has none".formatted(name, id));
        }
        return Optional.of(columns);
    }

    private static String reason(FieldDefinition field) {
        return field.has(Rule.READ_ONLY) ? "it is set by the server" : "its links are those of all records";
    }

    private Optional<FieldDefinition> byAttribute(String name) {
        return object.findAttribute(name)
                .filter(attribute -> attribute.part() == null)
                .map(attribute -> attribute.field());
    }

    private Optional<Map<String, @Nullable String>> refuse(String name, String message) {
        faults.invalid(AT + "." + name, message);
        return Optional.empty();
    }
}
