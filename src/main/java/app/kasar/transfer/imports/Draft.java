package app.kasar.transfer.imports;

import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.schema.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A record as far as its row tells: what is named by its name has still to be looked up. Belongs to one thread. */
final class Draft {
    private final int index;
    private final ObjectNode body = Json.MAPPER.createObjectNode();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Faults faults = new Faults();
    private boolean isUnreadable;

    /** @param index among the rows it came with */
    Draft(int index) {
        this.index = index;
    }

    /**
     * Others that the record is to name.
     *
     * @param key the column's name, for what goes wrong
     */
    record Wanted(String key, FieldDefinition field, List<String> names) {}

    int index() {
        return index;
    }

    /** What goes to the records engine. */
    ObjectNode body() {
        return body;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    Faults faults() {
        return faults;
    }

    /** What came is no record, so that nothing else can be said of it. */
    void refuse(String message) {
        isUnreadable = true;
        faults.invalid(null, message);
    }

    boolean isUnreadable() {
        return isUnreadable;
    }
}
