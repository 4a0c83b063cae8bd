package app.kasar.transfer.imports;

/**
 * A value that two records have in common when they are the same.
 *
 * @param kind which values it is compared with
 * @param value as it is compared
 */
record MatchKey(String kind, String value) {}
