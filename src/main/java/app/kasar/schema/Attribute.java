package app.kasar.schema;

import org.jspecify.annotations.Nullable;

/**
 * One value of a record's own row that can be filtered, sorted or shown flat.
 *
 * @param key its name in flat answers
 * @param column the column that holds it
 * @param part the key inside the column's JSON object; null when it is the column's whole value
 */
public record Attribute(
        String key,
        FieldDefinition field,
        String column,
        @Nullable String part,
        ColumnType type) {

    Attribute(String key, FieldDefinition field, ColumnType type) {
        this(key, field, key, null, type);
    }

    /** The name alone, the same on every node: cursors carry a hash of what a list was asked for. */
    @Override
    public String toString() {
        return part == null ? column : column + "." + part;
    }

    public OperatorFamily family() {
        return part == null ? field.type().family() : OperatorFamily.TEXT;
    }

    public boolean isSortable() {
        return part != null || field.type().isSortable();
    }

    /** Whether the column never holds NULL, so that plain comparisons reach every row. */
    public boolean isNeverNull() {
        return switch (column) {
            case "id", "created_at", "updated_at" -> true;
            default -> false;
        };
    }
}
