package app.kasar.demo;

import app.kasar.access.Action;
import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the tags that the organization lacks. */
final class TagWriter {
    private final RecordWriter writer;
    private final Lookup lookup;

    TagWriter(RecordWriter writer, Lookup lookup) {
        this.writer = writer;
        this.lookup = lookup;
    }

    /** @param ids name to id, of every tag of the demo */
    record Ready(Map<String, UUID> ids, int added) {}

    Ready write(Change change) {
        var ids = new HashMap<>(lookup.find(change.schema(), "tags", "name", DemoTag.texts()));
        var missing = Arrays.stream(DemoTag.values())
                .filter(tag -> !ids.containsKey(tag.text()))
                .toList();
        var inputs = missing.stream().map(tag -> input(tag, change)).toList();
        var write = new Write(change.schema().object("tags", Action.CREATE), change, List.of());
        writer.create(write, inputs).forEach(Outcome::orThrow);
        for (var index = 0; index < inputs.size(); index++) {
            ids.put(missing.get(index).text(), inputs.get(index).id());
        }
        return new Ready(ids, missing.size());
    }

    private static RecordInput input(DemoTag tag, Change change) {
        var body = Json.MAPPER.createObjectNode().put("name", tag.text()).put("color", tag.color());
        var faults = new Faults();
        var schema = change.schema();
        var input = new RecordInputReader(schema.object("tags", Action.CREATE), schema).forCreate(body, faults);
        faults.throwIfAny();
        return input;
    }
}
