package app.kasar.transfer.imports;

import app.kasar.db.Database;
import app.kasar.db.IndexLookup;
import app.kasar.db.SqlText;
import app.kasar.records.RecordInput;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of which no two records may have the same value. The database refuses such rows itself; asked before, it need
 * not write the thousand others one by one for the sake of one.
 */
final class UniqueFields {
    private final String schema;
    private final String table;
    private final List<Unique> fields;

    /** @param schema the organization's */
    UniqueFields(String schema, ObjectSchema object) {
        this.schema = schema;
        this.table = object.table();
        this.fields = object.fields().stream()
                .filter(field -> field.has(Rule.UNIQUE))
                .map(UniqueFields::unique)
                .toList();
    }

    /** @param isFolded whether values differing in case alone are the same */
    private record Unique(String field, String column, boolean isFolded) {
        Stream<MatchKey> key(RecordInput input) {
            var value = input.columns().get(column);
            return value == null
                    ? Stream.empty()
                    : Stream.of(MatchKey.unique(field, isFolded ? value.toLowerCase(Locale.ROOT) : value));
        }

        void write(SqlText text) {
            text.add(isFolded ? "lower(" : "").name("t", column).add(isFolded ? ")" : "::text");
        }
    }

    private static Unique unique(FieldDefinition field) {
        var isAddress = field.type() == FieldType.EMAILS || field.type() == FieldType.EMAIL;
        var column = field.type().hasEntries() ? FieldColumns.primary(field) : field.name();
        return new Unique(field.name(), column, isAddress);
    }

    List<MatchKey> keys(RecordInput input) {
        return fields.stream().flatMap(field -> field.key(input)).toList();
    }

    /** Those of the keys that records have; one statement for all, inside the open transaction. */
    Set<MatchKey> taken(Database database, Collection<MatchKey> wanted) {
        var text = new SqlText();
        for (var field : fields) {
            var values = wanted.stream()
                    .filter(key -> key.isUnique(field.field()))
                    .map(MatchKey::value)
                    .distinct()
                    .toArray(String[]::new);
            if (values.length > 0) {
                text.add(text.isEmpty() ? "SELECT " : " UNION ALL SELECT ")
                        .literal(field.field())
                        .add(", ");
                field.write(text);
                text.add(" FROM ").name(schema, table).add(" t WHERE ");
                field.write(text);
                text.add(" = ANY(").value(values, "text[]").add(")");
            }
        }
        var taken = new HashSet<MatchKey>();
        if (!text.isEmpty()) {
            IndexLookup.list(
                    database, text, row -> taken.add(MatchKey.unique(row.requiredText(1), row.requiredText(2))));
        }
        return taken;
    }
}
