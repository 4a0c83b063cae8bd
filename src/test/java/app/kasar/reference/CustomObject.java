package app.kasar.reference;

import app.kasar.schema.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An object as an organization may make it, with a field of every type there is. */
final class CustomObject {
    static final Map<String, Object> OF_EVERY_TYPE =
            Map.of("name", "projects", "label", "Projects", "fields", fields());

    private CustomObject() {}

    private static List<Map<String, Object>> fields() {
        var fields = new ArrayList<Map<String, Object>>();
        fields.add(Map.of("name", "title", "label", "Title", "type", "TEXT", "required", true));
        for (var type : FieldType.ofCustomFields()) {
            if (type != FieldType.PIPELINE) {
                fields.add(field(type));
            }
        }
        fields.add(Map.of(
                "name",
                "members",
                "label",
                "Members",
                "type",
                "RELATION",
                "relation",
                Map.of("type", "BELONGS_TO_MANY", "target", "contacts")));
        return fields;
    }

    private static Map<String, Object> field(FieldType type) {
        var field = new HashMap<String, Object>();
        field.put("name", "a_" + type.name().toLowerCase(Locale.ROOT));
        field.put("label", "A " + type);
        field.put("type", type.name());
        if (type.hasOptions()) {
            field.put("options", List.of("one", "two"));
        }
        if (type == FieldType.RELATION) {
            field.put("relation", Map.of("type", "BELONGS_TO_ONE", "target", "companies"));
        }
        return field;
    }
}
