package app.kasar.transfer.imports;

import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything columns of a file can be for, of one object. */
final class Targets {
    private final Map<String, Target> byName = new LinkedHashMap<>();

    Targets(ObjectSchema object) {
        object.fields().stream().filter(field -> !field.has(Rule.READ_ONLY)).forEach(this::add);
        add(new Target.RecordId());
        if (object.name().equals("contacts") && byName.containsKey("first_name") && byName.containsKey("last_name")) {
            add(new Target.FullName());
        }
    }

    Optional<Target> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return byName.keySet();
    }

    private void add(FieldDefinition field) {
        switch (field.type()) {
            case ADDRESS -> {
                add(new Target.Value(field));
                FieldColumns.ADDRESS_PARTS.forEach(part -> add(new Target.AddressPart(field, part)));
            }
            case USER -> {
                addReference(field, FieldColumns.userColumn(field));
                add(new Target.Reference(field.name() + "_email", field, false));
            }
            case RELATION -> addRelation(field);
            case PIPELINE -> {
                add(new Target.PipelineName(field.name(), field));
                add(new Target.PipelineName(FieldColumns.pipelineColumn(field), field));
                add(new Target.StepName(field.name() + "_step", field));
                add(new Target.StepName(FieldColumns.stepColumn(field), field));
            }
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
                    JSON -> add(new Target.Value(field));
            case EMAILS, PHONES -> {
                add(new Target.Value(field));
                add(new Target.AllEntries(field));
            }
        }
    }

    private void addRelation(FieldDefinition field) {
        switch (field.relation()) {
            case Relation.BelongsToOne one -> addReference(field, one.foreignKey());
            case Relation.BelongsToMany many -> add(new Target.Reference(field.name(), field, false));
            // The other side holds these.
            case Relation.HasMany many -> {}
            case null -> {}
        }
    }

    private void addReference(FieldDefinition field, String idColumn) {
        add(new Target.Reference(field.name(), field, false));
        add(new Target.Reference(field.name() + "_name", field, false));
        add(new Target.Reference(idColumn, field, true));
    }

    private void add(Target target) {
        byName.putIfAbsent(target.name(), target);
    }
}
