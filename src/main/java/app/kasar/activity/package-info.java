/**
 * A record's feed: what was said, what is to be done, what was noted and what was changed, each read as everywhere else.
 * Nothing is stored here.
 */
@NullMarked
package app.kasar.activity;

import org.jspecify.annotations.NullMarked;
