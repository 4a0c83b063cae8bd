package app.kasar.reference;

import app.kasar.access.Action;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;

/** What records of an object look like to one caller: in answers as the plan of the answer shows them. */
final class RecordSchemas {
    private static final String MORE = "_has_more";

    private final VisibleSchema schema;

    RecordSchemas(VisibleSchema schema) {
        this.schema = schema;
    }

    JsonSchema of(ObjectSchema object, Payload.View view) {
        return switch (view) {
            case NEW -> JsonSchema.object(given(object, true));
            case CHANGE -> JsonSchema.object(given(object, false));
            case CHANGE_BY_ID -> byId(object);
            case FLAT -> shown(flat(object), true).describedAs("A record of " + object.label() + ".");
            case LISTED ->
                shown(flat(object), false)
                        .with("additionalProperties", true)
                        .describedAs("A record of %s; where fields were asked for, only those and the id."
                                .formatted(object.label()));
            case ENRICHED ->
                shown(enriched(object), true)
                        .describedAs("A record of %s with the records around it.".formatted(object.label()));
        };
    }

    private List<Output> flat(ObjectSchema object) {
        return hasLinks(object) ? ListPlanner.linkedOutputs(object, schema) : ListPlanner.flatOutputs(object, schema);
    }

    private List<Output> enriched(ObjectSchema object) {
        return hasLinks(object)
                ? ListPlanner.wholeLinkedOutputs(object, schema)
                : ListPlanner.enrichedOutputs(object, schema);
    }

    private static boolean hasLinks(ObjectSchema object) {
        return SystemObjects.WITH_LINKS.stream()
                .anyMatch(system -> system.name().equals(object.name()));
    }

    private static JsonSchema shown(List<Output> outputs, boolean whole) {
        var properties = new ArrayList<JsonSchema.Property>();
        for (var output : outputs) {
            properties.add(new JsonSchema.Property(
                    output.key(),
                    ValueSchemas.shown(output),
                    whole || output.key().equals("id")));
            if (output instanceof Output.RelatedMany) {
                properties.add(new JsonSchema.Property(output.key() + MORE, JsonSchema.of("boolean"), false));
            }
        }
        return JsonSchema.object(properties);
    }

    private static JsonSchema byId(ObjectSchema object) {
        var properties = new ArrayList<JsonSchema.Property>();
        properties.add(new JsonSchema.Property("id", JsonSchema.format("uuid"), false));
        properties.addAll(given(object, false));
        return JsonSchema.object(properties);
    }

    private static List<JsonSchema.Property> given(ObjectSchema object, boolean fresh) {
        var properties = new ArrayList<JsonSchema.Property>();
        object.fields().stream()
                .filter(field -> !field.has(Rule.READ_ONLY) && !(field.relation() instanceof Relation.HasMany))
                .forEach(field -> properties.addAll(given(field, fresh)));
        if (hasLinks(object)) {
            properties.add(new JsonSchema.Property("linked_entities", ValueSchemas.linkedGiven(), false));
        }
        return properties;
    }

    /** A field under its own name or, where it names something by id, under the name answers show that id by. */
    private static List<JsonSchema.Property> given(FieldDefinition field, boolean fresh) {
        var needed = fresh && field.has(Rule.REQUIRED) && field.details().defaultValue() == null;
        var value = ValueSchemas.given(field);
        var columns = FieldColumns.stored(field);
        return switch (field.type()) {
            case USER, RELATION, PIPELINE ->
                columns.isEmpty()
                        ? List.of(new JsonSchema.Property(field.name(), value, needed))
                        : columns.stream()
                                .map(column -> new JsonSchema.Property(
                                        column.name(), value, needed && field.type() != FieldType.PIPELINE))
                                .toList();
            case ID,
                    TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    EMAILS,
                    PHONES,
                    ADDRESS,
                    JSON -> List.of(new JsonSchema.Property(field.name(), value, needed));
        };
    }

    /** The object as the caller sees it; of the organization or of the product itself. */
    ObjectSchema object(String name) {
        return schema.findReadable(name)
                .orElseGet(() -> schema.system(schema.snapshot().any(name), Action.READ));
    }
}
