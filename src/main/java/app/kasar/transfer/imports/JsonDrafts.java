package app.kasar.transfer.imports;

import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON records into drafts. They are as records are written elsewhere; only that others may be named by their names. */
final class JsonDrafts {
    private final ObjectSchema object;
    private final Predicate<String> isLeftOut;

    JsonDrafts(ObjectSchema object) {
        this(object, key -> false);
    }

    private JsonDrafts(ObjectSchema object, Predicate<String> isLeftOut) {
        this.object = object;
        this.isLeftOut = isLeftOut;
    }

    /** Of a file, which may be an export: what only the server sets is left out, the id too where records are created. */
    static JsonDrafts ofFile(ObjectSchema object, Mode mode) {
        return new JsonDrafts(
                object,
                key -> (mode == Mode.CREATE || !key.equals("id"))
                        && object.findField(key)
                                .filter(field -> field.has(Rule.READ_ONLY))
                                .isPresent());
    }

    Draft draft(int index, String text) {
        try {
            return draft(index, Json.read(text, null));
        } catch (Problem broken) {
            var draft = new Draft(index);
            draft.refuse("the line is not a JSON object");
            return draft;
        }
    }

    Draft draft(int index, JsonNode record) {
        var draft = new Draft(index);
        if (record instanceof ObjectNode body) {
            body.properties().forEach(property -> read(property.getKey(), property.getValue(), draft));
        } else {
            draft.refuse("a record must be a JSON object");
        }
        return draft;
    }

    private void read(String key, JsonNode value, Draft draft) {
        if (isLeftOut.test(key)) {
            return;
        }
        var named = named(key);
        var names = named.isPresent() ? names(value) : List.<String>of();
        if (named.isEmpty()
                || names.isEmpty()
                || names.stream().allMatch(CsvDrafts::isId)
                        && object.findField(key).isPresent()) {
            draft.body().set(key, value);
        } else {
            draft.wanted().add(new Draft.Wanted(key, named.get(), names));
        }
    }

    /** The field whose records the key names by their names; empty when it names none. */
    private Optional<FieldDefinition> named(String key) {
        return object.findField(key)
                .or(() ->
                        key.endsWith("_name") ? object.findField(key.substring(0, key.length() - 5)) : Optional.empty())
                .or(() -> key.endsWith("_email")
                        ? object.findField(key.substring(0, key.length() - 6))
                        : Optional.empty())
                .filter(field -> field.type() == FieldType.USER
                        || field.relation() instanceof Relation.BelongsToOne
                        || field.relation() instanceof Relation.BelongsToMany);
    }

    private static List<String> names(JsonNode value) {
        if (value.isString()) {
            return value.stringValue().isBlank()
                    ? List.of()
                    : List.of(value.stringValue().strip());
        }
        if (!value.isArray()) {
            return List.of();
        }
        var names = new ArrayList<String>();
        for (var element : value) {
            if (!element.isString()) {
                return List.of();
            }
            names.add(element.stringValue().strip());
        }
        return names;
    }
}
