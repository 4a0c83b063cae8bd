package app.kasar.schema;

import app.kasar.json.BodyReader;
import app.kasar.json.JsonSchema;
import app.kasar.json.Shape;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A custom field as asked for. */
record NewField(
        Names names,
        FieldType type,
        Set<FieldRules.Rule> rules,
        @Nullable JsonNode defaultValue,
        List<Option> options,
        @Nullable NewRelation relation) {

    static final int LONGEST_NAME = 40;
    private static final int LONGEST_LABEL = 100;
    private static final int MOST_OPTIONS = 500;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    NewField {
        rules = Set.copyOf(rules);
        options = List.copyOf(options);
    }

    /** What the field is called. */
    record Names(String name, String label) {}

    /**
     * Where a RELATION leads.
     *
     * @param inverse the name of the field on the target that leads back; null lets us choose
     */
    record NewRelation(
            String type,
            String target,
            @Nullable String inverse,
            @Nullable String inverseLabel) {}

    /** Names of fields and objects: lower-case words, short enough for every column and index made of them. */
    static Shape<String> nameShape() {
        return Shape.filledText(LONGEST_NAME)
                .where(name -> NAME.matcher(name).matches(), "must begin with a letter and hold only a-z, 0-9 and _");
    }

    static Shape<String> labelShape() {
        return Shape.filledText(LONGEST_LABEL);
    }

    static Supplier<NewField> read(BodyReader body) {
        var name = body.required("name", nameShape());
        var label = body.required("label", labelShape());
        var type = body.required(
                "type",
                Shape.choice(FieldType.ofCustomFields().stream().map(Enum::name).toList()));
        var required = body.optional("required", Shape.flag());
        var unique = body.optional("isUnique", Shape.flag());
        var searchable = body.optional("isSearchable", Shape.flag());
        var indexed = body.optional("isIndexed", Shape.flag());
        var defaultValue = body.nullable("defaultValue", Shape.any());
        var options = body.optional("options", optionsShape());
        var relation = body.nullable("relation", Shape.object(NewField::relation));
        return () -> {
            var kind = FieldType.valueOf(type.get());
            var rules = new java.util.HashSet<FieldRules.Rule>();
            addIf(rules, FieldRules.Rule.REQUIRED, required.get().orElse(false));
            addIf(rules, FieldRules.Rule.UNIQUE, unique.get().orElse(false));
            addIf(rules, FieldRules.Rule.SEARCHABLE, searchable.get().orElse(kind.isSearchableByDefault()));
            addIf(rules, FieldRules.Rule.INDEXED, indexed.get().orElse(false));
            return new NewField(
                    new Names(name.get(), label.get()),
                    kind,
                    rules,
                    defaultValue.get().orElse(null),
                    options.get().orElse(List.of()),
                    relation.get().orElse(null));
        };
    }

    private static void addIf(Set<FieldRules.Rule> rules, FieldRules.Rule rule, boolean on) {
        if (on) {
            rules.add(rule);
        }
    }

    private static Supplier<NewRelation> relation(BodyReader body) {
        var type = body.required("type", Shape.choice(List.of("BELONGS_TO_ONE", "BELONGS_TO_MANY")));
        var target = body.required("target", nameShape());
        var inverse = body.nullable("inverse", nameShape());
        var inverseLabel = body.nullable("inverseLabel", labelShape());
        return () -> new NewRelation(
                type.get(),
                target.get(),
                inverse.get().orElse(null),
                inverseLabel.get().orElse(null));
    }

    /** Options as texts or as {@code {value, label, color}}. */
    static Shape<List<Option>> optionsShape() {
        return Shape.listOf(option(), MOST_OPTIONS)
                .where(
                        options ->
                                options.stream().map(Option::value).distinct().count() == options.size(),
                        "must not name a value twice");
    }

    private static Shape<Option> option() {
        var whole = Shape.object(NewField::optionObject);
        var schema = JsonSchema.anyOf(List.of(labelShape().schema(), whole.schema()));
        return Shape.of(
                schema,
                (json, place) -> json.isString()
                        ? labelShape().read(json, place).map(text -> new Option(text, text, null))
                        : whole.read(json, place));
    }

    private static Supplier<Option> optionObject(BodyReader body) {
        var value = body.required("value", labelShape());
        var label = body.nullable("label", labelShape());
        var color = body.nullable("color", Shape.filledText(30));
        return () -> new Option(
                value.get(), label.get().orElse(value.get()), color.get().orElse(null));
    }

    /** The faults of the field by itself; those that depend on the object are found by {@link SchemaChanges}. */
    void check(String at, Faults faults) {
        if (type.hasOptions() && options.isEmpty()) {
            faults.invalid(at + "options", "a field of type %s needs 'options'".formatted(type));
        }
        if (!type.hasOptions() && !options.isEmpty()) {
            faults.invalid(at + "options", "a field of type %s has no 'options'".formatted(type));
        }
        if (type == FieldType.RELATION && relation == null) {
            faults.invalid(at + "relation", "a field of type RELATION needs 'relation'");
        }
        if (type != FieldType.RELATION && relation != null) {
            faults.invalid(at + "relation", "only a field of type RELATION has 'relation'");
        }
        if (rules.contains(FieldRules.Rule.UNIQUE) && !type.canBeUnique()) {
            faults.invalid(at + "isUnique", "values of type %s cannot be kept unique".formatted(type));
        }
        if (rules.contains(FieldRules.Rule.SEARCHABLE) && !type.canBeSearched()) {
            faults.invalid(at + "isSearchable", "values of type %s cannot be searched".formatted(type));
        }
        if (rules.contains(FieldRules.Rule.UNIQUE) && defaultValue != null) {
            faults.invalid(at + "defaultValue", "a unique field has no default: only one record could have it");
        }
        if (ReservedNames.isReserved(names.name())) {
            faults.invalid(at + "name", "'%s' is reserved".formatted(names.name()));
        }
    }

    /** Reads {@code POST /schema/{object}/fields}. */
    static NewField read(ObjectNode body) {
        return BodyReader.read(body, NewField::read);
    }

    static String unknownTarget(String target, Set<String> objects) {
        return "there is no object '%s'%s".formatted(target, NearestName.hint(target, objects));
    }

    /** The field as it will be, behind those the object has. */
    FieldDefinition definition(ObjectSchema object) {
        return new FieldDefinition(
                names.name(),
                names.label(),
                type,
                new FieldRules(rules),
                new FieldDefinition.Details(
                        defaultValue, options, relation == null ? null : definition(relation, object)),
                object.fields().size());
    }

    private Relation definition(NewRelation given, ObjectSchema object) {
        var name = names.name();
        var inverse = given.inverse() == null ? object.name() + "_" + name : given.inverse();
        return switch (given.type().toUpperCase(Locale.ROOT)) {
            case "BELONGS_TO_ONE" -> new Relation.BelongsToOne(given.target(), name + "_id", inverse);
            default ->
                new Relation.BelongsToMany(
                        given.target(),
                        IndexNames.links(object.name(), name),
                        Relation.BelongsToMany.OWNING_COLUMN,
                        Relation.BelongsToMany.OTHER_COLUMN,
                        inverse);
        };
    }
}
