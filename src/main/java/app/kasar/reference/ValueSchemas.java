package app.kasar.reference;

import app.kasar.json.JsonSchema;
import app.kasar.query.plan.Output;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.Relation;
import java.util.List;

/** What values of fields look like in requests and in answers. */
final class ValueSchemas {
    private static final JsonSchema TEXT = JsonSchema.of("string");
    private static final JsonSchema ID = JsonSchema.format("uuid");
    private static final JsonSchema NUMBER = JsonSchema.of("number");
    private static final JsonSchema FLAG = JsonSchema.of("boolean");

    /** Numbers may come as texts, so that no client's floating point touches them. */
    private static final JsonSchema NUMBER_OR_TEXT = JsonSchema.anyOf(List.of(NUMBER, TEXT));

    private ValueSchemas() {}

    /** What may be given for a field; null clears it. */
    static JsonSchema given(FieldDefinition field) {
        return whole(field).orNull().describedAs(field.label());
    }

    private static JsonSchema whole(FieldDefinition field) {
        return switch (field.type()) {
            case TEXT, TEXTAREA, PHONE, URL -> TEXT;
            case EMAIL -> JsonSchema.format("email");
            case NUMBER, CURRENCY, PERCENTAGE, FLOAT, INTEGER, RATING -> NUMBER_OR_TEXT;
            case BOOLEAN -> FLAG;
            case DATE -> JsonSchema.format("date");
            case DATETIME -> TEXT.likeThis("2026-01-31T09:30:00Z");
            case SELECT -> JsonSchema.choice(field.optionValues());
            case MULTI_SELECT ->
                JsonSchema.anyOf(List.of(JsonSchema.listOf(JsonSchema.choice(field.optionValues())), TEXT));
            case ID, USER, PIPELINE -> ID;
            case RELATION -> field.relation() instanceof Relation.BelongsToMany ? JsonSchema.listOf(ID) : ID;
            case EMAILS, PHONES -> JsonSchema.anyOf(List.of(TEXT, JsonSchema.listOf(entryGiven())));
            case ADDRESS -> JsonSchema.anyOf(List.of(TEXT, address(false)));
            case JSON -> JsonSchema.ANY;
        };
    }

    private static JsonSchema entryGiven() {
        var whole = JsonSchema.object(
                List.of(always("value", TEXT), maybe("label", TEXT.orNull()), maybe("is_primary", FLAG.orNull())));
        return JsonSchema.anyOf(List.of(TEXT, whole));
    }

    private static JsonSchema address(boolean whole) {
        return JsonSchema.object(FieldColumns.ADDRESS_PARTS.stream()
                .map(part -> new JsonSchema.Property(part, TEXT.orNull(), whole))
                .toList());
    }

    /** What an answer shows under one key. */
    static JsonSchema shown(Output output) {
        return switch (output) {
            case Output.Flat flat -> flat(flat.attribute());
            case Output.Compound compound -> compound(compound.field());
            case Output.RelatedDisplay related -> display();
            case Output.UserDisplay user -> display();
            case Output.PipelineDisplay pipeline -> display();
            case Output.RelatedMany many ->
                JsonSchema.listOf(JsonSchema.object(List.of(always("id", ID), always("display", TEXT))));
            case Output.RelatedAll all -> JsonSchema.listOf(column(all.value()));
            case Output.FurtherEntries further -> compound(further.field());
            case Output.LinkedRecords linked ->
                JsonSchema.listOf(JsonSchema.object(
                        List.of(always("id", ID), always(linked.objectKey(), TEXT), always("display", TEXT))));
            case Output.Path path -> JsonSchema.ANY;
        };
    }

    private static JsonSchema flat(Attribute attribute) {
        var schema = column(attribute);
        return (attribute.isNeverNull() ? schema : schema.orNull())
                .describedAs(attribute.field().label());
    }

    private static JsonSchema column(Attribute attribute) {
        return switch (attribute.type()) {
            case TEXT -> TEXT;
            case UUID -> ID;
            case DATE -> JsonSchema.format("date");
            case NUMERIC, DOUBLE -> NUMBER;
            case BIGINT -> JsonSchema.of("integer");
            case BOOLEAN -> FLAG;
            case TIMESTAMP -> JsonSchema.format("date-time");
            case TEXT_ARRAY -> JsonSchema.listOf(TEXT);
            case JSONB -> JsonSchema.ANY;
        };
    }

    private static JsonSchema compound(FieldDefinition field) {
        if (!field.type().hasEntries()) {
            return address(true).orNull();
        }
        var entry = JsonSchema.object(
                List.of(always("value", TEXT), always("label", TEXT.orNull()), always("is_primary", FLAG)));
        return JsonSchema.listOf(entry).orNull();
    }

    /** What an id stands for: null where it is empty or leads to what the caller may not see. */
    static JsonSchema display() {
        return JsonSchema.object(List.of(always("id", ID), always("display", TEXT), always("image", TEXT.orNull())))
                .orNull();
    }

    static JsonSchema linkedGiven() {
        return JsonSchema.listOf(JsonSchema.object(List.of(always("id", ID), always("type", TEXT))));
    }

    private static JsonSchema.Property always(String name, JsonSchema schema) {
        return new JsonSchema.Property(name, schema, true);
    }

    private static JsonSchema.Property maybe(String name, JsonSchema schema) {
        return new JsonSchema.Property(name, schema, false);
    }
}
