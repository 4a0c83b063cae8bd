package app.kasar.duplicates;

import app.kasar.json.Json;
import app.kasar.query.plan.Output;
import app.kasar.records.RecordReader;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Groups as answers show them: each with its records as they are now, all read in one statement. */
final class GroupJson {
    /** Records shown of a group; how many it has is said beside them. */
    static final int MOST_RECORDS = 100;

    private final RecordReader reader;
    private final VisibleSchema schema;
    private final ObjectSchema object;

    GroupJson(RecordReader reader, VisibleSchema schema, ObjectSchema object) {
        this.reader = reader;
        this.schema = schema;
        this.object = object;
    }

    /** A group whose records have gone meanwhile, all or all but one, is no group any more. */
    void write(List<Group> groups, JsonGenerator json) {
        var texts = reader.texts(new RecordReader.Shown(object, outputs()), shown(groups), schema);
        json.writeStartArray();
        groups.forEach(group -> write(group, texts, json));
        json.writeEndArray();
    }

    private static List<UUID> shown(List<Group> groups) {
        return groups.stream()
                .flatMap(group -> group.records().stream().limit(MOST_RECORDS))
                .distinct()
                .toList();
    }

    private void write(Group group, Map<UUID, String> texts, JsonGenerator json) {
        var records = group.records().stream()
                .limit(MOST_RECORDS)
                .map(texts::get)
                .filter(Objects::nonNull)
                .toList();
        if (records.size() < 2) {
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("match_field", group.field());
        json.writeStringProperty("match_value", group.value());
        if (group.details() != null) {
            Json.read(group.details(), null).forEachEntry((key, value) -> json.writePOJOProperty(key, value));
        }
        json.writeNumberProperty("record_count", group.records().size());
        json.writeName("records");
        json.writeStartArray();
        records.forEach(json::writeRawValue);
        json.writeEndArray();
        json.writeEndObject();
    }

    private List<Output> outputs() {
        var keys = new MatchKeys(object, MatchKeys.EmailRules.STRICT);
        var names = new ArrayList<String>();
        names.add("id");
        names.addAll(keys.nameColumns());
        names.addAll(List.of("domain", "email", "created_at"));
        return names.stream()
                .flatMap(name -> object.findAttribute(name).stream())
                .<Output>map(attribute -> new Output.Flat(attribute.key(), attribute))
                .toList();
    }
}
