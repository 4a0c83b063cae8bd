/**
 * Finding records that stand for the same person or thing: by equal match keys in SQL, or by likeness ({@link
 * app.kasar.duplicates.fuzzy}); and what people decided about what was found. Object tables are read here, never written.
 */
@NullMarked
package app.kasar.duplicates;

import org.jspecify.annotations.NullMarked;
