/**
 * Records by the file: {@code source} reads files, {@code imports} makes records of them. Nothing here writes an object
 * table or decides what a caller may do; that is the records engine's.
 */
@NullMarked
package app.kasar.transfer;

import org.jspecify.annotations.NullMarked;
