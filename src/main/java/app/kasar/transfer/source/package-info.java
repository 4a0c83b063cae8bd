/**
 * Files of records as they come from outside: their compression, charset and delimiter found out, their records one by
 * one in constant memory. Nothing here knows what a record means.
 */
@NullMarked
package app.kasar.transfer.source;

import org.jspecify.annotations.NullMarked;
