package app.kasar.schema;

/** The PostgreSQL types that columns of object tables have. */
public enum ColumnType {
    TEXT("text"),
    NUMERIC("numeric"),
    DOUBLE("double precision"),
    BIGINT("bigint"),
    BOOLEAN("boolean"),
    DATE("date"),
    TIMESTAMP("timestamptz"),
    UUID("uuid"),
    TEXT_ARRAY("text[]"),
    JSONB("jsonb");

    private final String sqlName;

    ColumnType(String sqlName) {
        this.sqlName = sqlName;
    }

    public String sqlName() {
        return sqlName;
    }
}
