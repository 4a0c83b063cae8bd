package app.kasar.bench;

import app.kasar.db.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement of the product as a pgbench script: the same text, its parameters written in. */
final class PgbenchScript {
    private static final String NEW_ID = "lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')"
            + " || '-' || substr(gen_random_uuid()::text, 15)";

    private PgbenchScript() {}

    static String of(Statement statement) {
        var text = new StringBuilder();
        var parameters = statement.parameters().iterator();
        var isQuoted = false;
        for (var character : statement.text().toCharArray()) {
            isQuoted ^= character == '\'';
            if (character == '?' && !isQuoted) {
                text.append(literal(parameters.next()));
            } else {
                text.append(character);
            }
        }
        return text + ";\n";
    }

    /** As {@link #of}, for a contact picked at random wherever {@code id} stands. */
    static String withRandomContact(Statement statement, UUID id, int contacts) {
        return "\\set n random(0, " + (contacts - 1) + ")\n"
                + of(statement).replace("'" + id + "'::uuid", BenchIds.contactSql());
    }

    /** As {@link #of}, with a new id wherever {@code id} stands in an array of ids: one that begins with the time, as ours. */
    static String withNewId(Statement statement, UUID id) {
        return of(statement).replace("'" + id + "'", NEW_ID);
    }

    private static String literal(@Nullable Object parameter) {
        return switch (parameter) {
            case null -> "NULL";
            case UUID id -> "'" + id + "'::uuid";
            // pgbench takes a colon before a digit for a variable, in quotes too.
            case Instant instant -> "to_timestamp(" + instant.toEpochMilli() / 1000.0 + ")";
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Object[] elements ->
                Arrays.stream(elements)
                        .map(element -> element instanceof UUID ? literal(element) : quoted(element))
                        .collect(Collectors.joining(", ", "ARRAY[", "]"));
            case Object other -> quoted(other);
        };
    }

    private static String quoted(@Nullable Object value) {
        return value == null ? "NULL" : "'" + String.valueOf(value).replace("'", "''") + "'";
    }
}
