package app.kasar.search;

import java.util.UUID;

/**
 * A record that was found.
 *
 * @param matching what the values that made it be found meet
 */
record Hit(UUID id, WordQuery matching) {}
