package app.kasar.activity;

import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldColumns.StoredColumn;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.List;

/** A column whose changes a feed tells. What the server sets by itself is not told: it follows from the rest. */
record ChangedField(FieldDefinition field, StoredColumn column) {

    static List<ChangedField> of(ObjectSchema object) {
        return object.fields().stream()
                .filter(field -> !field.has(FieldRules.Rule.READ_ONLY))
                .flatMap(field -> columns(field).stream().map(column -> new ChangedField(field, column)))
                .toList();
    }

    /** Columns beside an EMAILS, PHONES or ADDRESS value are made of it. */
    private static List<StoredColumn> columns(FieldDefinition field) {
        var stored = FieldColumns.stored(field);
        var isCompound = field.type().hasEntries() || field.type() == FieldType.ADDRESS;
        return isCompound ? stored.subList(0, 1) : stored;
    }

    /** Whether the values are ids, which mean something to a person only by what they stand for. */
    boolean hasDisplay() {
        return switch (field.type()) {
            case USER, PIPELINE -> true;
            case RELATION -> field.relation() instanceof Relation.BelongsToOne;
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
                    EMAILS,
                    PHONES,
                    ADDRESS,
                    JSON -> false;
        };
    }
}
