/**
 * Imports: what the columns of a file mean, records made of its rows, which of them are there already, and the report.
 * Records are written by the records engine alone.
 */
@NullMarked
package app.kasar.transfer.imports;

import org.jspecify.annotations.NullMarked;
