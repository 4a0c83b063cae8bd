/**
 * The command line: its commands, how they end, and what they print. What a command does lives in the room it belongs to.
 */
@NullMarked
package app.kasar.cli;

import org.jspecify.annotations.NullMarked;
