package app.kasar.schema;

import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object as one caller sees it: its fields in order, and what can be named of them. Immutable. */
public final class ObjectSchema {
    /** Names that the documentation uses beside the real one. */
    private static final Map<String, Map<String, String>> ALIASES =
            Map.of("contacts", Map.of("status", "contact_status"));

    private final Heading heading;
    private final Storage storage;
    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final List<Attribute> flat = new ArrayList<>();

    /**
     * What an object says of itself.
     *
     * @param labelFields the fields that name a record to a person; the first that is not empty is used
     */
    public record Heading(
            String name,
            String label,
            @Nullable String icon,
            boolean isCustom,
            List<String> labelFields,
            int position) {
        public Heading {
            labelFields = List.copyOf(labelFields);
        }
    }

    /**
     * Where an object's records are.
     *
     * @param leavesEvents whether every change of a record leaves an event, so that what was counted can be brought up to
     *     date from them
     */
    public record Storage(String table, boolean leavesEvents) {}

    /** An object in a table of its own name, written through the records engine alone. */
    public ObjectSchema(Heading heading, List<FieldDefinition> definitions) {
        this(heading, new Storage(heading.name(), true), definitions);
    }

    ObjectSchema(Heading heading, Storage storage, List<FieldDefinition> definitions) {
        this.heading = heading;
        this.storage = storage;
        for (var field : definitions) {
            fields.put(field.name(), field);
            flat.addAll(FieldColumns.flat(field));
            FieldColumns.addressable(field).forEach(attribute -> attributes.put(attribute.key(), attribute));
        }
        definitions.forEach(this::nameByField);
        ALIASES.getOrDefault(heading.name(), Map.of()).forEach(this::nameByAlias);
    }

    private void nameByField(FieldDefinition field) {
        var own = FieldColumns.flat(field);
        if (!own.isEmpty()) {
            attributes.putIfAbsent(field.name(), own.getFirst());
        }
    }

    private void nameByAlias(String alias, String field) {
        var target = attributes.get(field);
        if (target != null) {
            attributes.putIfAbsent(alias, target);
        }
    }

    public String name() {
        return heading.name();
    }

    public String label() {
        return heading.label();
    }

    public Heading heading() {
        return heading;
    }

    public Storage storage() {
        return storage;
    }

    public String table() {
        return storage.table();
    }

    public String historyTable() {
        return table() + "_history";
    }

    public List<FieldDefinition> fields() {
        return List.copyOf(fields.values());
    }

    public Optional<FieldDefinition> findField(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The field that places records in pipelines; an object has one at most. */
    public Optional<FieldDefinition> findPipelineField() {
        return fields.values().stream()
                .filter(field -> field.type() == FieldType.PIPELINE)
                .findFirst();
    }

    /** A value of the own row by flat key, field name or documented alias. */
    public Optional<Attribute> findAttribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    /** What a flat record shows, in order. */
    public List<Attribute> flatAttributes() {
        return flat;
    }

    /** Every name a filter can start with, for hints. */
    public Set<String> names() {
        var names = new java.util.LinkedHashSet<>(attributes.keySet());
        names.addAll(fields.keySet());
        return names;
    }

    /** The attributes that name a record to a person, best first. */
    public List<Attribute> labelAttributes() {
        return heading.labelFields().stream()
                .map(attributes::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    public List<FieldDefinition> searchableFields() {
        return fields.values().stream()
                .filter(field -> field.has(FieldRules.Rule.SEARCHABLE))
                .toList();
    }

    /** The same object without some fields, as for a caller they are hidden from. */
    ObjectSchema without(Set<String> hidden) {
        var visible = fields.values().stream()
                .filter(field -> !hidden.contains(field.name()))
                .toList();
        return new ObjectSchema(heading, storage, visible);
    }

    /** The fault for a name this object does not have. */
    public String unknownName(String name) {
        return "'%s' has no field '%s'%s".formatted(name(), name, NearestName.hint(name, names()));
    }

    /** @throws Problem VALIDATION_ERROR with the nearest name when there is no such field */
    public FieldDefinition field(String name, String at) {
        return findField(name).orElseThrow(() -> Problem.invalid(at, unknownName(name)));
    }
}
