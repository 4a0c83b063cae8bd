/**
 * One operation on many records: which records, what is done to each, and what became of them. It writes through the one door of records and knows no table.
 */
@NullMarked
package app.kasar.bulk;

import org.jspecify.annotations.NullMarked;
