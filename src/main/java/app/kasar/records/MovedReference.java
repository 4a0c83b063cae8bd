package app.kasar.records;

import java.util.UUID;

/**
 * A place that named one record and now names another.
 *
 * @param table an object's, or one that holds links
 * @param column the one that named it
 * @param record whose row it is; of a link, the record at its other end
 * @param from the record named before
 * @param isNew whether a row names the survivor that did not before; false where it did already, or had no longer anything
 *     to name
 */
public record MovedReference(String table, String column, UUID record, UUID from, boolean isNew) {}
