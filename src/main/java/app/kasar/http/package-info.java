/**
 * Everything between a socket and a handler: routing, strict parameters, authentication, limits, CORS, request ids, the access log, and the one place where a problem becomes an answer. No business rule lives here.
 */
@NullMarked
package app.kasar.http;

import org.jspecify.annotations.NullMarked;
