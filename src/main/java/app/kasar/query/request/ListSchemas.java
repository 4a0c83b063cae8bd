package app.kasar.query.request;

import app.kasar.json.JsonSchema;
import app.kasar.json.JsonSchema.Property;
import java.util.List;

/** What lists take in a body, in JSON Schema. */
public final class ListSchemas {
    /** Under this name a description holds {@link #filterGroup()}. */
    public static final String FILTER_GROUP = "FilterGroup";

    private static final JsonSchema GROUP = JsonSchema.reference("#/components/schemas/" + FILTER_GROUP);
    private static final JsonSchema TEXT = JsonSchema.of("string");

    private ListSchemas() {}

    /** A FilterGroup, wherever one is taken. */
    public static JsonSchema filters() {
        return GROUP;
    }

    /** Groups are nested, so it names itself. */
    public static JsonSchema filterGroup() {
        var condition = JsonSchema.object(List.of(
                new Property("field", TEXT.describedAs("A field, or a path over relations as company.industry."), true),
                new Property("operator", TEXT, true),
                new Property("value", JsonSchema.ANY, false)));
        return JsonSchema.object(List.of(
                new Property("type", JsonSchema.choice(List.of("AND", "OR", "and", "or")), false),
                new Property("conditions", JsonSchema.listOf(JsonSchema.anyOf(List.of(condition, GROUP))), false),
                new Property("groups", JsonSchema.listOf(GROUP), false)));
    }

    /** A list asked for in a body. */
    public static JsonSchema body(ListRequestParser.Limits limits) {
        var key = JsonSchema.object(List.of(
                new Property("field", TEXT, true),
                new Property("direction", JsonSchema.choice(List.of("asc", "desc")), false)));
        var whole = JsonSchema.object(List.of(
                new Property("filters", GROUP.orNull(), false),
                new Property("sort", JsonSchema.listOf(key).orNull(), false),
                new Property(
                        "fields",
                        JsonSchema.anyOf(List.of(JsonSchema.listOf(TEXT), TEXT)).orNull(),
                        false),
                new Property("search", TEXT.orNull(), false),
                new Property("limit", JsonSchema.whole(1, limits.maxLimit()).orNull(), false),
                new Property("cursor", TEXT.orNull(), false),
                new Property(
                        "total", JsonSchema.choice(List.of("exact", "none")).orNull(), false)));
        return JsonSchema.anyOf(List.of(whole, GROUP));
    }
}
