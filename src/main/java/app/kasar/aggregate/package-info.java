/**
 * Metrics over an object's records, in groups and buckets of time: what was asked, what schema and access agreed to, and one statement. It reads only; which records count is decided by the query engine, never here.
 */
@NullMarked
package app.kasar.aggregate;

import org.jspecify.annotations.NullMarked;
