package app.kasar.transfer.imports;

import app.kasar.duplicates.MatchField;

/**
 * A value that two records have in common when they are the same.
 *
 * @param kind which values it is compared with
 * @param value as it is compared
 */
record MatchKey(String kind, String value) {
    private static final String UNIQUE = "unique ";

    static MatchKey of(MatchField field, String value) {
        return new MatchKey(field.wireName(), value);
    }

    static MatchKey unique(String field, String value) {
        return new MatchKey(UNIQUE + field, value);
    }

    boolean isUnique(String field) {
        return kind.equals(UNIQUE + field);
    }

    /** The field of which there may be no second one like it. */
    String uniqueField() {
        return kind.substring(UNIQUE.length());
    }
}
