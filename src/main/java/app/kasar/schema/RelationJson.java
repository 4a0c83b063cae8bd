package app.kasar.schema;

import app.kasar.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A relation as the catalogue stores it. */
final class RelationJson {
    private RelationJson() {}

    static @Nullable String write(@Nullable Relation relation) {
        if (relation == null) {
            return null;
        }
        var json = Json.MAPPER.createObjectNode();
        json.put("type", relation.wireType()).put("target", relation.target()).put("inverse", relation.inverse());
        switch (relation) {
            case Relation.BelongsToOne one -> json.put("foreignKey", one.foreignKey());
            case Relation.HasMany many -> json.put("foreignKey", many.foreignKey());
            case Relation.BelongsToMany many ->
                json.put("link", many.link()).put("near", many.near()).put("far", many.far());
        }
        return json.toString();
    }

    static @Nullable Relation read(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        var target = text(json, "target");
        var inverse = json.path("inverse").stringValue(null);
        return switch (text(json, "type")) {
            case "BELONGS_TO_ONE" -> new Relation.BelongsToOne(target, text(json, "foreignKey"), inverse);
            case "HAS_MANY" -> new Relation.HasMany(target, text(json, "foreignKey"), inverse);
            case "BELONGS_TO_MANY" ->
                new Relation.BelongsToMany(target, text(json, "link"), text(json, "near"), text(json, "far"), inverse);
            case String other -> throw new IllegalStateException("unknown relation type " + other);
        };
    }

    private static String text(JsonNode json, String key) {
        return json.required(key).stringValue();
    }
}
