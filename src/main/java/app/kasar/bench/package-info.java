/**
 * The benchmark: loads an organization, drives a real server beside PostgreSQL, and measures what the same SQL costs
 * without a server. Nothing of the product may depend on it.
 */
@NullMarked
package app.kasar.bench;

import org.jspecify.annotations.NullMarked;
