package app.kasar.duplicates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What two records can have exactly in common, strongest first. */
public enum MatchField {
    EMAIL,
    PHONE,
    LINKEDIN,
    DOMAIN,
    NAME;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(MatchField::wireName).toList();
    }

    static MatchField of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
