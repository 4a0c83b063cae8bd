package app.kasar.schema;

import java.util.ArrayList;
import java.util.List;

/** Which columns a field has, and what can be read from them. The only place that knows. */
public final class FieldColumns {
    public static final List<String> ADDRESS_PARTS =
            List.of("street", "street2", "city", "state", "postal_code", "country");

    private FieldColumns() {}

    /** A column of an object's table. */
    public record StoredColumn(String name, ColumnType type) {}

    /** The columns written for a field; none for relations that live elsewhere. */
    public static List<StoredColumn> stored(FieldDefinition field) {
        var name = field.name();
        return switch (field.type()) {
            case EMAILS, PHONES ->
                List.of(
                        new StoredColumn(name, ColumnType.JSONB),
                        new StoredColumn(primary(field), ColumnType.TEXT),
                        new StoredColumn(values(field), ColumnType.TEXT_ARRAY));
            case ADDRESS ->
                List.of(new StoredColumn(name, ColumnType.JSONB), new StoredColumn(line(field), ColumnType.TEXT));
            case RELATION ->
                field.relation() instanceof Relation.BelongsToOne one
                        ? List.of(new StoredColumn(one.foreignKey(), ColumnType.UUID))
                        : List.of();
            case USER -> List.of(new StoredColumn(userColumn(field), ColumnType.UUID));
            case PIPELINE ->
                List.of(
                        new StoredColumn(pipelineColumn(field), ColumnType.UUID),
                        new StoredColumn(stepColumn(field), ColumnType.UUID));
            case ID,
                    TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    JSON -> List.of(new StoredColumn(name, field.type().columnType()));
        };
    }

    /** What a flat record shows of a field, and what filters and sorts can name. */
    public static List<Attribute> flat(FieldDefinition field) {
        return switch (field.type()) {
            case EMAILS, PHONES -> List.of(new Attribute(field.name(), field, primary(field), null, ColumnType.TEXT));
            case ADDRESS -> List.of(new Attribute(field.name(), field, line(field), null, ColumnType.TEXT));
            case ID,
                    TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    JSON,
                    USER,
                    RELATION,
                    PIPELINE ->
                stored(field).stream()
                        .map(column -> new Attribute(column.name(), field, column.type()))
                        .toList();
        };
    }

    /** Everything filters, sorts and projections can name of a field: the flat values and the parts of an address. */
    static List<Attribute> addressable(FieldDefinition field) {
        var all = new ArrayList<>(flat(field));
        if (field.type() == FieldType.ADDRESS) {
            for (var part : ADDRESS_PARTS) {
                all.add(new Attribute(field.name() + "." + part, field, field.name(), part, ColumnType.TEXT));
            }
        }
        return all;
    }

    public static String primary(FieldDefinition field) {
        return field.name() + "_primary";
    }

    public static String values(FieldDefinition field) {
        return field.name() + "_values";
    }

    public static String line(FieldDefinition field) {
        return field.name() + "_line";
    }

    public static String pipelineColumn(FieldDefinition field) {
        return field.name() + "_id";
    }

    public static String stepColumn(FieldDefinition field) {
        return field.name() + "_step_id";
    }

    /** {@code created_by} and its like are documented under their own names; other user fields have a foreign key. */
    public static String userColumn(FieldDefinition field) {
        return field.name().endsWith("_by") ? field.name() : field.name() + "_id";
    }
}
