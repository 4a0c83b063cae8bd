package app.kasar.query.plan;

import app.kasar.access.Action;
import app.kasar.problem.Faults;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides what the records of an answer show. */
final class OutputPlanner {
    private static final String DISPLAY = "_display";

    private final ObjectSchema object;
    private final PathFinder paths;

    OutputPlanner(ObjectSchema object, PathFinder paths) {
        this.object = object;
        this.paths = paths;
    }

    /** Every value of the own row. */
    List<Output> flat() {
        return object.flatAttributes().stream()
                .filter(attribute -> !attribute.field().has(Rule.ON_REQUEST))
                .<Output>map(attribute -> new Output.Flat(attribute.key(), attribute))
                .toList();
    }

    /** Flat values, compound fields whole, a display value for each foreign key, and many-to-many relations. */
    List<Output> enriched() {
        var outputs = new ArrayList<Output>();
        for (var field : object.fields()) {
            addEnriched(field, outputs);
        }
        return outputs;
    }

    /** What a system object's record shows: flat values, a display value for each user, and the records it is linked to. */
    List<Output> linked(VisibleSchema schema) {
        return linked(schema, attribute -> !attribute.field().has(Rule.ON_REQUEST));
    }

    List<Output> wholeLinked(VisibleSchema schema) {
        return linked(schema, attribute -> true);
    }

    private List<Output> linked(VisibleSchema schema, Predicate<Attribute> isShown) {
        var outputs = new ArrayList<Output>();
        object.flatAttributes().stream().filter(isShown).forEach(attribute -> addWithDisplay(attribute, outputs));
        outputs.add(links(schema));
        return outputs;
    }

    private Output links(VisibleSchema schema) {
        var objects = schema.readable().stream()
                .map(target -> new Output.Linkable(target, AccessRules.rows(schema, target.name(), Action.READ)))
                .toList();
        var table = SystemObjects.linkTable(object);
        return object.name().equals(SystemObjects.INTERACTIONS.name())
                ? new Output.LinkedRecords("linked_records", table, "object", objects)
                : new Output.LinkedRecords("linked_entities", table, "type", objects);
    }

    private void addEnriched(FieldDefinition field, List<Output> outputs) {
        switch (field.type()) {
            case EMAILS, PHONES, ADDRESS -> outputs.add(new Output.Compound(field.name(), field));
            case RELATION -> addRelation(field, outputs);
            case USER, PIPELINE ->
                object.flatAttributes().stream()
                        .filter(attribute -> attribute.field().equals(field))
                        .forEach(attribute -> addWithDisplay(attribute, outputs));
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
                    JSON ->
                object.findAttribute(field.name())
                        .ifPresent(attribute -> outputs.add(new Output.Flat(attribute.key(), attribute)));
        }
    }

    private void addRelation(FieldDefinition field, List<Output> outputs) {
        switch (field.relation()) {
            case Relation.BelongsToOne one ->
                object.findAttribute(one.foreignKey()).ifPresent(attribute -> addWithDisplay(attribute, outputs));
            case Relation.BelongsToMany many ->
                paths.hop(field).ifPresent(hop -> outputs.add(new Output.RelatedMany(field.name(), hop)));
            case Relation.HasMany many -> {}
            case null -> {}
        }
    }

    private void addWithDisplay(Attribute attribute, List<Output> outputs) {
        outputs.add(new Output.Flat(attribute.key(), attribute));
        display(attribute).ifPresent(outputs::add);
    }

    private Optional<Output> display(Attribute attribute) {
        var key = stem(attribute.key()) + DISPLAY;
        return switch (attribute.field().type()) {
            case USER -> Optional.of(new Output.UserDisplay(key, attribute));
            case PIPELINE -> Optional.of(new Output.PipelineDisplay(key, attribute));
            case RELATION -> paths.hop(attribute.field()).map(hop -> new Output.RelatedDisplay(key, attribute, hop));
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
                    JSON -> Optional.empty();
        };
    }

    private static String stem(String key) {
        return key.endsWith("_id") ? key.substring(0, key.length() - "_id".length()) : key;
    }

    /** The id, and what {@code names} name, in their order. */
    List<Output> named(List<String> names, Faults faults) {
        var outputs = new ArrayList<Output>();
        outputs.add(new Output.Flat("id", object.findAttribute("id").orElseThrow()));
        for (var name : names) {
            if (!name.equals("id")) {
                addNamed(name, outputs, faults);
            }
        }
        return outputs;
    }

    private void addNamed(String name, List<Output> outputs, Faults faults) {
        var display = name.endsWith(DISPLAY) ? displayNamed(name) : Optional.<Output>empty();
        if (display.isPresent()) {
            outputs.add(display.get());
            return;
        }
        switch (paths.find(object, name)) {
            case PathFinder.Target.Unknown(var message) -> faults.invalid("fields", message);
            case PathFinder.Target.Value(var hops, var attribute) ->
                outputs.add(
                        hops.isEmpty()
                                ? new Output.Flat(keyOf(name, attribute), attribute)
                                : new Output.Path(name, hops, attribute));
            case PathFinder.Target.Records(var hops) -> addRecords(name, hops, outputs, faults);
        }
    }

    private void addRecords(String name, List<Hop> hops, List<Output> outputs, Faults faults) {
        if (hops.size() == 1 && hops.getFirst().relation() instanceof Relation.BelongsToMany) {
            outputs.add(new Output.RelatedMany(name, hops.getFirst()));
        } else {
            faults.invalid("fields", "'%s' names records; add the field to show, as '%s.name'".formatted(name, name));
        }
    }

    private Optional<Output> displayNamed(String name) {
        var stem = name.substring(0, name.length() - DISPLAY.length());
        return object.findAttribute(stem + "_id")
                .or(() -> object.findAttribute(stem))
                .flatMap(this::display);
    }

    /** A part of an address is shown under the path it was asked by, everything else under its one key. */
    private static String keyOf(String name, Attribute attribute) {
        return attribute.part() == null && attribute.field().type() != FieldType.ADDRESS ? attribute.key() : name;
    }
}
