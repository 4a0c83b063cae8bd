package app.kasar.tasks;

import app.kasar.access.Action;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.Criterion.Side;
import app.kasar.schema.Attribute;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Modes and parameters of lists and statistics to criteria, for one caller on one day. Pure. */
final class TaskCriteria {
    private final ObjectSchema tasks;
    private final VisibleSchema schema;
    private final Day today;

    /** @param tasks as the caller sees them: what is hidden cannot be asked for */
    TaskCriteria(ObjectSchema tasks, VisibleSchema schema, Day today) {
        this.tasks = tasks;
        this.schema = schema;
        this.today = today;
    }

    /** @throws Problem INVALID_OBJECT, or VALIDATION_ERROR where a field it needs is not there for the caller */
    Criterion of(TaskQuery asked) {
        var parts = new ArrayList<Criterion>();
        parts.add(mode(asked.mode()));
        asked.assignedTo().ifPresent(user -> parts.add(assignedTo(user)));
        asked.priority().ifPresent(priority -> parts.add(priority(priority, "priority")));
        asked.actionType().ifPresent(type -> parts.add(equal("action_type", type, "action_type")));
        if (asked.linkedId().isPresent() || asked.linkedType().isPresent()) {
            var object = asked.linkedType()
                    .map(name -> schema.object(name, "linked_entity_type", Action.READ))
                    .orElse(null);
            parts.add(AccessRules.linked(
                    schema, SystemObjects.TASKS, object, asked.linkedId().orElse(null)));
        }
        return parts.stream().reduce(new Criterion.Everything(), Criterion::both);
    }

    Criterion mode(TaskMode mode) {
        return switch (mode) {
            case ALL -> new Criterion.Everything();
            case TODAY -> both(isCompleted(false), both(due(Side.AT_OR_ABOVE, true), due(Side.BELOW, false)));
            case OVERDUE -> both(isCompleted(false), due(Side.BELOW, true));
            case UPCOMING -> both(isCompleted(false), due(Side.AT_OR_ABOVE, false));
            case COMPLETED -> isCompleted(true);
        };
    }

    Criterion isCompleted(boolean completed) {
        return equal("is_completed", completed, "mode");
    }

    Criterion assignedTo(UUID user) {
        return equal("assigned_to_id", user, "assigned_to");
    }

    Criterion priority(String priority, String at) {
        return equal("priority", priority, at);
    }

    private Criterion due(Side side, boolean fromStart) {
        return new Criterion.Ordered(attribute("due_date", "mode"), side, fromStart ? today.start() : today.end());
    }

    private Criterion equal(String name, Object value, String at) {
        return new Criterion.Equal(attribute(name, at), value);
    }

    private Attribute attribute(String name, String at) {
        return tasks.findAttribute(name).orElseThrow(() -> Problem.invalid(at, tasks.unknownName(name)));
    }

    private static Criterion both(Criterion one, Criterion other) {
        return new Criterion.All(List.of(one, other));
    }
}
