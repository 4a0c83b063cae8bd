/**
 * Notes: formatted texts about records, for everyone or for their author alone, that mention users. No HTML is cleaned here
 * and no table named: values are read by their types, records by the engine.
 */
@NullMarked
package app.kasar.notes;

import org.jspecify.annotations.NullMarked;
