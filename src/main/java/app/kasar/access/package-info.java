/**
 * Who is calling and what they may do: actors, roles, grants, and the tokens that prove them. Knows neither HTTP nor objects' fields; the planner turns its grants into row and field rules.
 */
@NullMarked
package app.kasar.access;

import org.jspecify.annotations.NullMarked;
