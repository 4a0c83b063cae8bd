/**
 * The records engine: reading through plans, and the one door through which object tables are written, together with their history and events.
 */
@NullMarked
package app.kasar.records;

import org.jspecify.annotations.NullMarked;
