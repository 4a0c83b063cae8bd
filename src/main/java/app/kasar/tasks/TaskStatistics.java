package app.kasar.tasks;

import app.kasar.query.plan.Criterion;
import java.util.List;
import java.util.stream.Stream;

/** How many tasks are in each state, and how many have each priority. */
public record TaskStatistics(long total, List<Long> byMode, List<Long> byPriority) {
    /** The states counted beside the total, in the order they are shown; open is all that is not completed. */
    static final List<String> STATES = List.of("open", "completed", "overdue", "today", "upcoming");

    static final List<String> PRIORITIES = List.of("low", "medium", "high");

    public TaskStatistics {
        byMode = List.copyOf(byMode);
        byPriority = List.copyOf(byPriority);
    }

    /** What is to be counted, in the order {@link #of} takes the counts. */
    static List<Criterion> criteria(TaskCriteria criteria) {
        var states = Stream.of(
                new Criterion.Everything(),
                criteria.isCompleted(false),
                criteria.isCompleted(true),
                criteria.mode(TaskMode.OVERDUE),
                criteria.mode(TaskMode.TODAY),
                criteria.mode(TaskMode.UPCOMING));
        return Stream.concat(states, PRIORITIES.stream().map(priority -> criteria.priority(priority, "by_priority")))
                .toList();
    }

    static TaskStatistics of(List<Long> counts) {
        var firstPriority = 1 + STATES.size();
        return new TaskStatistics(
                counts.getFirst(), counts.subList(1, firstPriority), counts.subList(firstPriority, counts.size()));
    }
}
