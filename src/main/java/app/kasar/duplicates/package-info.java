/**
 * Finding records that stand for the same person or thing: by equal match keys in SQL, or by likeness ({@link
 * app.kasar.duplicates.fuzzy}); what people decided about what was found; and making records one. Object tables are read
 * here, and written through {@link app.kasar.records.RecordWriter} alone.
 */
@NullMarked
package app.kasar.duplicates;

import org.jspecify.annotations.NullMarked;
