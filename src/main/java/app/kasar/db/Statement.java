package app.kasar.db;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.Query;
import org.jooq.conf.ParamType;
import org.jspecify.annotations.Nullable;

/** SQL text and its parameters as one value; a text without its parameters, or the other way round, cannot be had. */
public record Statement(String text, List<@Nullable Object> parameters) {

    public Statement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    public static Statement of(Query query) {
        return new Statement(query.getSQL(ParamType.INDEXED), query.getBindValues());
    }

    /** For fixed SQL only: {@code text} never holds anything a caller sent. */
    public static Statement fixed(String text, @Nullable Object... parameters) {
        return new Statement(text, java.util.Arrays.asList(parameters));
    }
}
