/**
 * The one catalogue of what can go wrong: error codes with their HTTP status, faults with their place, and near names for hints. It depends on no other room, so that any rule can refuse a request without knowing HTTP.
 */
@NullMarked
package app.kasar.problem;

import org.jspecify.annotations.NullMarked;
