package app.kasar.duplicates;

import java.util.UUID;

/**
 * A finished search of a whole object.
 *
 * @param scanned how many records were compared
 * @param groups how many groups of duplicates there are
 */
record Scan(UUID id, long scanned, int groups) {}
