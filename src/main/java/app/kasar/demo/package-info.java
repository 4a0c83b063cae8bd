/**
 * Believable data for trying things out: companies, their people and their deals, made from a seed and written through the
 * records engine like anybody's. Nothing here writes a table by itself, and nothing else depends on it.
 */
@NullMarked
package app.kasar.demo;

import org.jspecify.annotations.NullMarked;
