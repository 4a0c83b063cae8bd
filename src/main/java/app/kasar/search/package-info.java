/**
 * Global search: one query over the records of all objects the caller may read, best matches first. What is stored to be
 * found, {@link app.kasar.schema.SearchDocument} writes with each record; nothing here writes.
 */
@NullMarked
package app.kasar.search;

import org.jspecify.annotations.NullMarked;
