package app.kasar.access;

import java.util.Locale;

/** What can be done with a record. */
public enum Action {
    READ,
    CREATE,
    UPDATE,
    DELETE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
