package app.kasar.activity;

import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a feed, in the order in which they are shown. */
enum Section {
    INTERACTIONS(SystemObjects.INTERACTIONS),
    TASKS(SystemObjects.TASKS),
    NOTES(SystemObjects.NOTES),
    CHANGES(null);

    /** What a feed shows unless it is asked otherwise. */
    static final List<Section> DEFAULT = List.of(INTERACTIONS, TASKS, NOTES);

    private final @Nullable ObjectSchema object;

    Section(@Nullable ObjectSchema object) {
        this.object = object;
    }

    /** The object whose records are listed; null for changes, which are read from the record's history. */
    @Nullable
    ObjectSchema object() {
        return object;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Section> find(String wireName) {
        return Arrays.stream(values())
                .filter(section -> section.wireName().equals(wireName))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Section::wireName).toList();
    }
}
