/**
 * JSON values and query text read into checked, normalised values: one small class for each kind of field. Everything here is pure: no schema, no SQL, no HTTP, and nothing throws on what a caller sent.
 */
@NullMarked
package app.kasar.schema.value;

import org.jspecify.annotations.NullMarked;
