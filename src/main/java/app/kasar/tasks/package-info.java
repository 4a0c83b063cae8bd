/**
 * Tasks: what is to be done, by whom and when, about which records. A day is the caller's own. No table is named here:
 * records are written and read by the engine.
 */
@NullMarked
package app.kasar.tasks;

import org.jspecify.annotations.NullMarked;
