package app.kasar.bench;

import app.kasar.bench.BenchOrganization.Caller;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Lists of tasks as people open them, each a page with its exact total, and their counts. */
final class TaskWorkloads {
    private final Caller caller;
    private final BenchSize size;
    private final List<UUID> assignees;

    TaskWorkloads(Caller caller, BenchSize size, List<UUID> assignees) {
        this.caller = caller;
        this.size = size;
        this.assignees = assignees;
    }

    List<Workload> all() {
        var modes = Stream.of("today", "overdue", "upcoming", "completed")
                .map(mode -> workload("tasks: " + mode, "/tasks?mode=" + mode));
        var others = Stream.of(
                new Workload(
                        "tasks: assigned to one user",
                        number -> Workload.get("/tasks?assigned_to=" + assignee(number), caller.token()),
                        null),
                new Workload(
                        "tasks: linked to one contact",
                        number -> Workload.get("/tasks?linked_entity_id=" + linkedContact(), caller.token()),
                        null),
                workload("tasks: counts", "/tasks/stats"));
        return Stream.concat(modes, others).toList();
    }

    private Workload workload(String name, String path) {
        var request = Workload.get(path, caller.token());
        return new Workload(name, number -> request, null);
    }

    private UUID assignee(long number) {
        return assignees.get((int) (number % assignees.size()));
    }

    private UUID linkedContact() {
        var tasks = size.tasks() / BenchRows.TASKS_A_LINK;
        return BenchIds.contact(
                BenchRows.TASKS_A_LINK * ThreadLocalRandom.current().nextLong(Math.max(1, tasks)));
    }
}
