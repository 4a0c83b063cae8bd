package app.kasar.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** On which records of an object an action is granted. */
public enum Grant {
    /** On every record. */
    ALL,
    /** On records whose owner is the caller. */
    OWN,
    NONE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Grant> find(String wireName) {
        return Arrays.stream(values())
                .filter(grant -> grant.wireName().equals(wireName))
                .findFirst();
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Grant::wireName).toList();
    }
}
