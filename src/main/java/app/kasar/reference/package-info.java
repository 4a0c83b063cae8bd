/**
 * The API described: an OpenAPI document made from the routes' own declarations and the caller's schema.
 *
 * <p>Lives here: how parameters, bodies and records are told in JSON Schema, and the routes that answer with it. May not:
 * any list of parameters or fields of its own; what a route takes and answers is declared where the route is.
 */
@NullMarked
package app.kasar.reference;

import org.jspecify.annotations.NullMarked;
