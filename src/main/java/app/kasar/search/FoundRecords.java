package app.kasar.search;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.query.plan.Output;
import app.kasar.query.sql.OutputSql;
import app.kasar.records.RecordJson;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.VisibleSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Found records as the answer shows them: id, what names the record, and the fields that matched. */
final class FoundRecords {
    private final Database database;
    private final VisibleSchema schema;
    private final ObjectSchema object;
    private final List<FieldDefinition> searchable;
    private final List<Attribute> attributes;
    private final Set<Attribute> always = new LinkedHashSet<>();

    FoundRecords(Database database, VisibleSchema schema, ObjectSchema object) {
        this.database = database;
        this.schema = schema;
        this.object = object;
        this.searchable = object.searchableFields();
        object.findAttribute("id").ifPresent(always::add);
        SearchDocument.partedName(object)
                .forEach(part -> object.findAttribute(part).ifPresent(always::add));
        always.addAll(object.labelAttributes());
        this.attributes = object.flatAttributes().stream()
                .filter(attribute -> always.contains(attribute) || searchable.contains(attribute.field()))
                .toList();
    }

    /** Writes the object with its records. */
    void write(List<Hit> hits, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("objectName", object.name());
        json.writeStringProperty("objectLabel", object.label());
        json.writeArrayPropertyStart("records");
        var text = statement(hits);
        database.list(text.toStatement(), row -> {
            record(row, json);
            return row;
        });
        json.writeEndArray();
        json.writeEndObject();
    }

    private SqlText statement(List<Hit> hits) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        OutputSql.write(text, outputs(), name, "t");
        searchable.forEach(field -> matches(text.add(", "), field));
        text.add(" FROM unnest(")
                .value(hits.stream().map(Hit::id).toArray(UUID[]::new), "uuid[]")
                .add(", ");
        text.value(hits.stream().map(hit -> hit.matching().text()).toArray(String[]::new), "text[]");
        text.add(") WITH ORDINALITY x(id, query, place) JOIN ").name(name, object.table());
        return text.add(" t ON t.id = x.id ORDER BY x.place");
    }

    private List<Output> outputs() {
        return attributes.stream()
                .<Output>map(attribute -> new Output.Flat(attribute.key(), attribute))
                .toList();
    }

    private static void matches(SqlText text, FieldDefinition field) {
        text.add("to_tsvector('simple', ");
        SearchDocument.fold(text, () -> {
            SearchDocument.value(text.add("("), field, column -> text.name("t", column));
            text.add(")::text");
        });
        text.add(") @@ x.query::tsquery");
    }

    private void record(Row row, JsonGenerator json) {
        var matching = matching(row);
        json.writeStartObject();
        for (var index = 0; index < attributes.size(); index++) {
            var attribute = attributes.get(index);
            if (always.contains(attribute) || matching.contains(attribute.field())) {
                json.writeName(attribute.key());
                RecordJson.scalar(attribute.type(), row, index + 1, json);
            }
        }
        json.writeArrayPropertyStart("_matches");
        matching.forEach(field -> json.writeString(field.name()));
        json.writeEndArray();
        json.writeEndObject();
    }

    private Set<FieldDefinition> matching(Row row) {
        var matching = new LinkedHashSet<FieldDefinition>();
        for (var index = 0; index < searchable.size(); index++) {
            if (row.isTrue(attributes.size() + index + 1)) {
                matching.add(searchable.get(index));
            }
        }
        return matching;
    }
}
