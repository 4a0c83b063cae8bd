package app.kasar.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lists people work from. */
public enum TaskMode {
    ALL,
    TODAY,
    OVERDUE,
    UPCOMING,
    COMPLETED;

    static List<String> wireNames() {
        return Arrays.stream(values()).map(TaskMode::wireName).toList();
    }

    static Optional<TaskMode> find(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(wireName))
                .findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
