package app.kasar.schema;

import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Objects and fields as {@code GET /schema} shows them, in camelCase. */
final class SchemaJson {
    private static final Payload FIELD = Payload.object(
            Payload.with("name", Payload.text()),
            Payload.with("label", Payload.text()),
            Payload.with(
                    "type",
                    Payload.choice(
                            Arrays.stream(FieldType.values()).map(Enum::name).toList())),
            Payload.with("required", Payload.flag()),
            Payload.with("isUnique", Payload.flag()),
            Payload.with("isSearchable", Payload.flag()),
            Payload.with("isIndexed", Payload.flag()),
            Payload.with("isSystem", Payload.flag()),
            Payload.with("isReadOnly", Payload.flag()),
            Payload.with("defaultValue", Payload.of(JsonSchema.ANY)),
            Payload.maybe(
                    "options",
                    Payload.listOf(Payload.object(
                            Payload.with("value", Payload.text()),
                            Payload.with("label", Payload.text()),
                            Payload.with("color", Payload.textOrNull())))),
            Payload.maybe(
                    "relation",
                    Payload.object(
                            Payload.with("type", Payload.text()),
                            Payload.with("target", Payload.text()),
                            Payload.maybe("foreignKey", Payload.text()),
                            Payload.with("inverse", Payload.textOrNull()))),
            Payload.maybe("pipeline", Payload.textOrNull()));

    /** What {@link #one} writes. */
    static final Payload ONE = Payload.object(
            Payload.with("name", Payload.text()),
            Payload.with("label", Payload.text()),
            Payload.with("icon", Payload.textOrNull()),
            Payload.with("isCustom", Payload.flag()),
            Payload.with("fields", Payload.listOf(FIELD)));

    /** What {@link #list} writes. */
    static final Payload ALL = Payload.object(Payload.with(
            "objects",
            Payload.listOf(Payload.object(
                    Payload.with("name", Payload.text()),
                    Payload.with("label", Payload.text()),
                    Payload.with("icon", Payload.textOrNull()),
                    Payload.with("isCustom", Payload.flag()),
                    Payload.with("fieldCount", Payload.count()),
                    Payload.with("recordCount", Payload.count()),
                    Payload.with("fields", Payload.listOf(FIELD))))));

    private final VisibleSchema schema;

    SchemaJson(VisibleSchema schema) {
        this.schema = schema;
    }

    /** Counts the records of an object that the caller may read. */
    @FunctionalInterface
    interface Counts {
        long of(ObjectSchema object);
    }

    void list(JsonGenerator json, Counts counts) {
        json.writeStartObject();
        json.writeArrayPropertyStart("objects");
        for (var object : schema.readable()) {
            json.writeStartObject();
            heading(object, json);
            json.writeNumberProperty("fieldCount", reachable(object).size());
            json.writeNumberProperty("recordCount", counts.of(object));
            fields(object, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    void one(ObjectSchema object, JsonGenerator json) {
        json.writeStartObject();
        heading(object, json);
        fields(object, json);
        json.writeEndObject();
    }

    private static void heading(ObjectSchema object, JsonGenerator json) {
        json.writeStringProperty("name", object.name());
        json.writeStringProperty("label", object.label());
        json.writeStringProperty("icon", object.heading().icon());
        json.writeBooleanProperty("isCustom", object.heading().isCustom());
    }

    private void fields(ObjectSchema object, JsonGenerator json) {
        json.writeArrayPropertyStart("fields");
        reachable(object).forEach(field -> field(object, field, json));
        json.writeEndArray();
    }

    private List<FieldDefinition> reachable(ObjectSchema object) {
        return object.fields().stream().filter(this::isReachable).toList();
    }

    private boolean isReachable(FieldDefinition field) {
        var relation = field.relation();
        return relation == null || schema.findReadable(relation.target()).isPresent();
    }

    private void field(ObjectSchema object, FieldDefinition field, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", field.name());
        json.writeStringProperty("label", field.label());
        json.writeStringProperty("type", field.type().name());
        json.writeBooleanProperty("required", field.has(FieldRules.Rule.REQUIRED));
        json.writeBooleanProperty("isUnique", field.has(FieldRules.Rule.UNIQUE));
        json.writeBooleanProperty("isSearchable", field.has(FieldRules.Rule.SEARCHABLE));
        json.writeBooleanProperty("isIndexed", field.has(FieldRules.Rule.INDEXED));
        json.writeBooleanProperty("isSystem", field.has(FieldRules.Rule.SYSTEM));
        json.writeBooleanProperty("isReadOnly", field.has(FieldRules.Rule.READ_ONLY));
        json.writeName("defaultValue");
        json.writeTree(field.details().defaultValue());
        if (field.type().hasOptions()) {
            options(field.options(), json);
        }
        var relation = field.relation();
        if (relation != null) {
            relation(relation, json);
        }
        if (field.type() == FieldType.PIPELINE) {
            json.writeStringProperty("pipeline", pipeline(object));
        }
        json.writeEndObject();
    }

    private static void options(List<Option> options, JsonGenerator json) {
        json.writeArrayPropertyStart("options");
        for (var option : options) {
            json.writeStartObject();
            json.writeStringProperty("value", option.value());
            json.writeStringProperty("label", option.label());
            json.writeStringProperty("color", option.color());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void relation(Relation relation, JsonGenerator json) {
        json.writeObjectPropertyStart("relation");
        json.writeStringProperty("type", relation.wireType());
        json.writeStringProperty("target", relation.target());
        switch (relation) {
            case Relation.BelongsToOne one -> json.writeStringProperty("foreignKey", one.foreignKey());
            case Relation.HasMany many -> json.writeStringProperty("foreignKey", many.foreignKey());
            case Relation.BelongsToMany many -> {}
        }
        json.writeStringProperty("inverse", relation.inverse());
        json.writeEndObject();
    }

    /** The name of the object's first pipeline in the form the documentation shows: sales_pipeline. */
    private @org.jspecify.annotations.Nullable String pipeline(ObjectSchema object) {
        return schema.snapshot().pipelinesOf(object.name()).stream()
                .findFirst()
                .map(pipeline ->
                        pipeline.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_"))
                .orElse(null);
    }
}
