/**
 * Finding records that stand for the same person or thing, and making them one. Object tables are read here, and written
 * through {@link app.kasar.records.RecordWriter} alone.
 */
@NullMarked
package app.kasar.duplicates;

import org.jspecify.annotations.NullMarked;
