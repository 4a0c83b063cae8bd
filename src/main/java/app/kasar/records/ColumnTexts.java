package app.kasar.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns and their values in PostgreSQL's text form; a null text clears the column. */
record ColumnTexts(Map<String, @Nullable String> byColumn) {
    ColumnTexts {
        byColumn = Collections.unmodifiableMap(new LinkedHashMap<>(byColumn));
    }
}
