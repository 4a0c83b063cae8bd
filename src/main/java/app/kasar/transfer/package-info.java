/**
 * Files in and out, and what they agree on: {@code source} reads files, {@code imports} makes records of them; exports are here.
 *
 * <p>Lives here: the formats of files and what stands in their cells. May not: read or write object tables in a way of its own;
 * exports read through plans as lists do, imports write through the one write door.
 */
@NullMarked
package app.kasar.transfer;

import org.jspecify.annotations.NullMarked;
