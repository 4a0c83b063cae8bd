package app.kasar.records;

import app.kasar.query.plan.Output;
import app.kasar.schema.ObjectSchema;
import java.util.List;

/**
 * What all records of one write have in common.
 *
 * @param outputs what the answer shows of each written record; none when nobody looks
 */
public record Write(ObjectSchema object, Change change, List<Output> outputs) {
    public Write {
        outputs = List.copyOf(outputs);
    }

    String schemaName() {
        return change.schema().snapshot().schemaName();
    }
}
