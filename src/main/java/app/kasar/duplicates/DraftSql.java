package app.kasar.duplicates;

import app.kasar.db.SqlText;
import app.kasar.json.Json;
import app.kasar.schema.ObjectSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of an object that are not written yet, as SQL sees them. */
final class DraftSql {
    /** With it a row stands for a record that is there, and its columns for what is to become of this record's. */
    static final String ID = "id";

    /** The row's place, from 1. No column of a record is named like it: field names hold no tilde. */
    static final String PLACE = "\"~place\"";

    private DraftSql() {}

    /**
     * Appends a query for the rows with all columns of the object, and {@link #PLACE}.
     *
     * @param rows columns in PostgreSQL's text form
     */
    static void write(SqlText text, String schema, ObjectSchema object, List<Map<String, @Nullable String>> rows) {
        text.add("SELECT row.*, draft." + PLACE + " FROM jsonb_array_elements(");
        text.value(Json.MAPPER.writeValueAsString(rows), "jsonb");
        text.add(") WITH ORDINALITY draft(columns, " + PLACE + ")");
        if (rows.stream().anyMatch(row -> row.containsKey(ID))) {
            text.add(" LEFT JOIN ").name(schema, object.table());
            text.add(" stored ON stored.id = (draft.columns->>'id')::uuid, LATERAL jsonb_populate_record(stored");
        } else {
            text.add(", LATERAL jsonb_populate_record(NULL::").name(schema, object.table());
        }
        text.add(", draft.columns) row");
    }
}
