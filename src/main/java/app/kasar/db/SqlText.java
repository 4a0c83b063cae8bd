package app.kasar.db;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL being put together: text and parameters grow side by side and leave only as one {@link Statement}. What a caller
 * sent goes in through {@link #value} alone; names go in quoted, through {@link #name}.
 */
public final class SqlText {
    private final StringBuilder text = new StringBuilder(256);
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /** @param fixedSql SQL written in our source, never anything a caller sent */
    public SqlText add(String fixedSql) {
        text.append(fixedSql);
        return this;
    }

    public SqlText add(SqlText other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    /** A quoted identifier. */
    public SqlText name(String identifier) {
        text.append('"');
        if (identifier.indexOf('"') < 0) {
            text.append(identifier);
        } else {
            text.append(identifier.replace("\"", "\"\""));
        }
        text.append('"');
        return this;
    }

    /** A quoted, qualified identifier: {@code "schema"."table"} or {@code "alias"."column"}. */
    public SqlText name(String qualifier, String identifier) {
        return name(qualifier).add(".").name(identifier);
    }

    /** A text literal for names from our own catalogue, where a parameter would hide them from the planner. */
    public SqlText literal(String ours) {
        text.append('\'').append(ours.replace("'", "''")).append('\'');
        return this;
    }

    /** A parameter. */
    public SqlText value(@Nullable Object value) {
        text.append('?');
        parameters.add(value);
        return this;
    }

    /** A parameter with a cast, for places where PostgreSQL cannot infer its type. */
    public SqlText value(@Nullable Object value, String sqlType) {
        return value(value).add("::").add(sqlType);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public Statement toStatement() {
        return new Statement(text.toString(), parameters);
    }
}
