/**
 * Files out and in: exports, imports, and what they agree on.
 *
 * <p>Lives here: the formats of files and what stands in their cells. May not: read or write object tables in a way of its own;
 * exports read through plans as lists do, imports write through the one write door.
 */
@NullMarked
package app.kasar.transfer;

import org.jspecify.annotations.NullMarked;
