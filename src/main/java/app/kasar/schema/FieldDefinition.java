package app.kasar.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A field of an object, as data. */
public record FieldDefinition(
        String name, String label, FieldType type, FieldRules rules, Details details, int position) {

    /**
     * What only some types have.
     *
     * @param defaultValue the value of records created without one
     * @param relation how a RELATION leads on
     */
    public record Details(
            @Nullable JsonNode defaultValue,
            List<Option> options,
            @Nullable Relation relation) {
        public static final Details NONE = new Details(null, List.of(), null);

        public Details {
            options = List.copyOf(options);
        }
    }

    public boolean has(FieldRules.Rule rule) {
        return rules.has(rule);
    }

    public @Nullable Relation relation() {
        return details.relation();
    }

    public List<Option> options() {
        return details.options();
    }

    public List<String> optionValues() {
        return details.options().stream().map(Option::value).toList();
    }

    /** Whether records of the object hold something of this field in their own row. */
    public boolean isStored() {
        return relation() == null || relation() instanceof Relation.BelongsToOne;
    }
}
