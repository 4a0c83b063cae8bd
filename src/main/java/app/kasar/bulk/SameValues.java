package app.kasar.bulk;

import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives many records the same values, in one statement. */
final class SameValues {
    private final RecordWriter writer;

    SameValues(RecordWriter writer) {
        this.writer = writer;
    }

    /** @param values of any record */
    Map<UUID, Outcome.Refused> write(Write write, List<UUID> ids, RecordInput values) {
        var inputs = ids.stream()
                .map(id -> new RecordInput(id, values.columns(), values.expected(), values.links()))
                .toList();
        var outcomes = writer.update(write, inputs);
        var refused = new HashMap<UUID, Outcome.Refused>();
        for (var index = 0; index < outcomes.size(); index++) {
            if (outcomes.get(index) instanceof Outcome.Refused one) {
                refused.put(ids.get(index), one);
            }
        }
        return refused;
    }
}
