package app.kasar.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a field holds: how it is stored and compared, and what the features may do with it. */
public enum FieldType {
    ID(ColumnType.UUID, OperatorFamily.REFERENCE),
    TEXT(ColumnType.TEXT, OperatorFamily.TEXT),
    TEXTAREA(ColumnType.TEXT, OperatorFamily.TEXT),
    EMAIL(ColumnType.TEXT, OperatorFamily.TEXT),
    PHONE(ColumnType.TEXT, OperatorFamily.TEXT),
    URL(ColumnType.TEXT, OperatorFamily.TEXT),
    NUMBER(ColumnType.NUMERIC, OperatorFamily.NUMBER),
    CURRENCY(ColumnType.NUMERIC, OperatorFamily.NUMBER),
    PERCENTAGE(ColumnType.NUMERIC, OperatorFamily.NUMBER),
    FLOAT(ColumnType.DOUBLE, OperatorFamily.NUMBER),
    INTEGER(ColumnType.BIGINT, OperatorFamily.NUMBER),
    RATING(ColumnType.BIGINT, OperatorFamily.NUMBER),
    BOOLEAN(ColumnType.BOOLEAN, OperatorFamily.BOOLEAN),
    DATE(ColumnType.DATE, OperatorFamily.TIME),
    DATETIME(ColumnType.TIMESTAMP, OperatorFamily.TIME),
    SELECT(ColumnType.TEXT, OperatorFamily.TEXT),
    MULTI_SELECT(ColumnType.TEXT_ARRAY, OperatorFamily.CHOICES),
    USER(ColumnType.UUID, OperatorFamily.REFERENCE),
    RELATION(ColumnType.UUID, OperatorFamily.REFERENCE),
    PIPELINE(ColumnType.UUID, OperatorFamily.REFERENCE),
    EMAILS(ColumnType.JSONB, OperatorFamily.ENTRIES),
    PHONES(ColumnType.JSONB, OperatorFamily.ENTRIES),
    ADDRESS(ColumnType.JSONB, OperatorFamily.TEXT),
    JSON(ColumnType.JSONB, OperatorFamily.PRESENCE);

    private final ColumnType columnType;
    private final OperatorFamily family;

    FieldType(ColumnType columnType, OperatorFamily family) {
        this.columnType = columnType;
        this.family = family;
    }

    public ColumnType columnType() {
        return columnType;
    }

    public OperatorFamily family() {
        return family;
    }

    public static Optional<FieldType> find(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** The types a custom field may have. */
    public static List<FieldType> ofCustomFields() {
        return Arrays.stream(values()).filter(type -> type != ID).toList();
    }

    /** Whether an entry's value is found by search unless the field says otherwise. */
    /** Whether values have words that somebody may type. */
    public boolean canBeSearched() {
        return switch (this) {
            case ID, USER, RELATION, PIPELINE -> false;
            case TEXT,
                    TEXTAREA,
                    EMAIL,
                    EMAILS,
                    PHONE,
                    PHONES,
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
                    ADDRESS,
                    JSON -> true;
        };
    }

    public boolean isSearchableByDefault() {
        return switch (this) {
            case TEXT, TEXTAREA, EMAIL, PHONE, URL, EMAILS, PHONES -> true;
            case ID,
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
                    USER,
                    RELATION,
                    PIPELINE,
                    ADDRESS,
                    JSON -> false;
        };
    }

    /** Whether the values have an order worth sorting by. */
    public boolean isSortable() {
        return switch (this) {
            case ID,
                    TEXT,
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
                    USER,
                    RELATION,
                    PIPELINE,
                    EMAILS,
                    PHONES -> true;
            case TEXTAREA, MULTI_SELECT, ADDRESS, JSON -> false;
        };
    }

    /** Whether two records may be kept from having the same value. */
    public boolean canBeUnique() {
        return switch (this) {
            case TEXT, EMAIL, PHONE, URL, NUMBER, INTEGER, DATE, EMAILS, PHONES -> true;
            case ID,
                    TEXTAREA,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    RATING,
                    BOOLEAN,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    USER,
                    RELATION,
                    PIPELINE,
                    ADDRESS,
                    JSON -> false;
        };
    }

    /** Whether the field chooses among options of its own. */
    public boolean hasOptions() {
        return this == SELECT || this == MULTI_SELECT;
    }

    /** Whether the value is a list of entries with one primary. */
    public boolean hasEntries() {
        return this == EMAILS || this == PHONES;
    }
}
