package app.kasar.transfer.imports;

import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldType;
import app.kasar.schema.SchemaSnapshot;
import app.kasar.schema.value.PhoneNumber;
import app.kasar.schema.value.Reading;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows of cells into drafts, as a mapping says. A blank cell says nothing. Pure. */
final class CsvDrafts {
    private final ColumnMapping mapping;
    private final CellReader cells;
    private final PipelineNames pipelines;
    private final String country;

    /** @param country ISO 3166 two-letter code of phone numbers that do not name theirs */
    CsvDrafts(ColumnMapping mapping, CellReader cells, SchemaSnapshot snapshot, String object, String country) {
        this.mapping = mapping;
        this.cells = cells;
        this.pipelines = new PipelineNames(snapshot, object);
        this.country = country;
    }

    Draft draft(int index, List<String> row) {
        var draft = new Draft(index);
        for (var column = 0; column < row.size(); column++) {
            if (!row.get(column).isBlank()) {
                read(column, row.get(column), draft);
            }
        }
        pipelines.place(draft);
        return draft;
    }

    private void read(int index, String cell, Draft draft) {
        if (index >= mapping.columns().size()) {
            draft.faults()
                    .invalid(
                            null,
                            "the row has more cells than there are columns: '%s' is one too many".formatted(cell));
            return;
        }
        var column = mapping.columns().get(index);
        switch (column.target()) {
            case null -> {}
            case Target.Value(var field) -> value(field, column.name(), cell, draft);
            case Target.AllEntries(var field) -> entries(field, column.name(), cell, draft);
            case Target.AddressPart(var field, var part) ->
                object(draft.body(), field.name()).put(part, cell);
            case Target.Reference reference -> reference(reference, column.name(), cell, draft);
            case Target.PipelineName pipeline -> pipelines.name(draft, cell.strip());
            case Target.StepName step -> pipelines.step(draft, cell.strip());
            case Target.FullName fullName -> name(cell.strip(), draft.body());
            case Target.RecordId id -> draft.body().put("id", cell.strip());
        }
    }

    private void value(FieldDefinition field, String column, String cell, Draft draft) {
        switch (cells.read(field, cell)) {
            case Reading.Accepted<JsonNode>(var value) -> put(field, value, draft.body());
            case Reading.Refused<JsonNode>(var message) ->
                draft.faults().invalid(field.name(), "Column '%s' %s".formatted(column, message));
        }
    }

    /** They say more than the one that stands in a column of its own, wherever that is. */
    private static void entries(FieldDefinition field, String column, String cell, Draft draft) {
        try {
            draft.body().set(field.name(), Json.read(cell, column));
        } catch (Problem unreadable) {
            draft.faults().addAll(unreadable.faults());
        }
    }

    private void put(FieldDefinition field, JsonNode value, ObjectNode body) {
        switch (field.type()) {
            case EMAILS, PHONES -> value.forEach(entry -> unite(field, entry.asString(), body));
            case ADDRESS -> object(body, field.name()).put("street", value.asString());
            default -> body.set(field.name(), value);
        }
    }

    /** The same address or number in two columns is one entry. */
    private void unite(FieldDefinition field, String entry, ObjectNode body) {
        var entries = body.get(field.name()) instanceof ArrayNode known ? known : body.putArray(field.name());
        if (entries.isEmpty()) {
            entries.add(entry);
            return;
        }
        if (entries.valueStream().anyMatch(JsonNode::isObject)) {
            return;
        }
        var sameness = sameness(field, entry);
        for (var known : entries) {
            if (sameness(field, known.asString()).equals(sameness)) {
                return;
            }
        }
        entries.add(entry);
    }

    private String sameness(FieldDefinition field, String entry) {
        return field.type() == FieldType.PHONES
                        && PhoneNumber.read(entry, country) instanceof Reading.Accepted<String>(var number)
                ? number
                : entry.strip().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode object(ObjectNode body, String key) {
        return body.get(key) instanceof ObjectNode known ? known : body.putObject(key);
    }

    private static void reference(Target.Reference target, String column, String cell, Draft draft) {
        var isTaken = draft.wanted().stream().anyMatch(wanted -> wanted.field().equals(target.field()));
        if (isTaken) {
            return;
        }
        var many = target.field().relation() instanceof app.kasar.schema.Relation.BelongsToMany;
        var names = many ? CellReader.parts(cell) : List.of(cell.strip());
        if (target.onlyById()) {
            names.stream()
                    .filter(name -> !isId(name))
                    .forEach(name -> draft.faults()
                            .invalid(
                                    target.name(),
                                    "Column '%s' must hold ids of Kasar; '%s' is none. Leave it out with 'mapping'"
                                            .formatted(column, name)));
        }
        draft.wanted().add(new Draft.Wanted(column, target.field(), names));
    }

    static boolean isId(String text) {
        if (text.length() != 36) {
            return false;
        }
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** {@code Ada King Lovelace} and {@code Lovelace, Ada King} are the same. */
    private static void name(String name, ObjectNode body) {
        if (body.has("first_name") || body.has("last_name")) {
            return;
        }
        var comma = name.indexOf(',');
        var blank = name.lastIndexOf(' ');
        if (comma > 0) {
            body.put("last_name", name.substring(0, comma).strip());
            body.put("first_name", name.substring(comma + 1).strip());
        } else if (blank > 0) {
            body.put("first_name", name.substring(0, blank).strip());
            body.put("last_name", name.substring(blank + 1).strip());
        } else {
            body.put("last_name", name);
        }
    }
}
