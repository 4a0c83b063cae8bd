/**
 * Strict JSON: one mapper with the limits every request body and stored document obeys, and one reader that finds every fault of an object at once. Nothing about requests, records or SQL lives here.
 */
@NullMarked
package app.kasar.json;

import org.jspecify.annotations.NullMarked;
