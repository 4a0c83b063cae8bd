/**
 * Plans to SQL, and nothing else: by the time a plan arrives, nothing in it can be the caller's fault.
 */
@NullMarked
package app.kasar.query.sql;

import org.jspecify.annotations.NullMarked;
