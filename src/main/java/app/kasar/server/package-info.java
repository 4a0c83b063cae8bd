/**
 * The server as a whole: its settings, and the one place where its parts are put together. No rule of any feature lives
 * here.
 */
@NullMarked
package app.kasar.server;

import org.jspecify.annotations.NullMarked;
