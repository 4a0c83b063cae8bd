package app.kasar.tasks;

import app.kasar.problem.Faults;
import app.kasar.records.EntityLinks;
import app.kasar.records.EntityLinks.Entity;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was sent of a task. Pure.
 *
 * @param linked empty leaves the links as they are
 */
record TaskInput(RecordInput columns, Optional<List<Entity>> linked) {
    private static final String ASSIGNEE = "assigned_to_id";

    /** @throws app.kasar.problem.Problem with every fault of the body */
    static TaskInput forCreate(ObjectNode body, ObjectSchema tasks, VisibleSchema schema) {
        var faults = new Faults();
        var reader = new RecordInputReader(tasks, schema);
        return read(body, schema, faults, fields -> reader.forCreate(fields, faults));
    }

    /** @throws app.kasar.problem.Problem with every fault of the body */
    static TaskInput forUpdate(UUID id, ObjectNode body, ObjectSchema tasks, VisibleSchema schema) {
        var faults = new Faults();
        var reader = new RecordInputReader(tasks, schema);
        return read(body, schema, faults, fields -> reader.forUpdate(id, fields, faults));
    }

    private static TaskInput read(
            ObjectNode body, VisibleSchema schema, Faults faults, Function<ObjectNode, RecordInput> reading) {
        var fields = body.deepCopy();
        var linked = EntityLinks.take(fields, faults);
        var input = new TaskInput(reading.apply(fields), linked);
        input.assignee()
                .filter(user -> !schema.snapshot().activeUsers().contains(user))
                .ifPresent(user -> faults.invalid(
                        ASSIGNEE, "Field '%s' must name an active user; %s is none".formatted(ASSIGNEE, user)));
        faults.throwIfAny();
        return input;
    }

    boolean setsAssignee() {
        return columns.columns().containsKey(ASSIGNEE);
    }

    /** Who is to do it from now on; empty also when that is not said. */
    Optional<UUID> assignee() {
        return Optional.ofNullable(columns.columns().get(ASSIGNEE)).map(UUID::fromString);
    }

    Optional<String> title() {
        return Optional.ofNullable(columns.columns().get("title"));
    }
}
