package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.ConstraintViolation;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.IndexNames;
import app.kasar.schema.ObjectSchema;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a rule the database kept means to the caller: which field, and which record stands in the way. */
final class Violations {
    private final Database database;

    Violations(Database database) {
        this.database = database;
    }

    Outcome.Refused explain(ConstraintViolation violation, Write write, RecordInput input) {
        var object = write.change().schema().snapshot().any(write.object().name());
        var constraint = String.valueOf(violation.constraint());
        return switch (violation.kind()) {
            case UNIQUE -> duplicate(object, constraint, write, input);
            case FOREIGN_KEY -> Outcome.Refused.of(noSuchRecord(object, constraint));
            case NOT_NULL ->
                Outcome.Refused.of(Fault.missing(constraint, "Field '%s' is required".formatted(constraint)));
            case CHECK ->
                Outcome.Refused.of(Fault.missing("first_name", "Field 'first_name' or 'last_name' is required"));
            case VALUE -> Outcome.Refused.of(Fault.invalid(null, "a value is too large to be stored or indexed"));
        };
    }

    private static Fault noSuchRecord(ObjectSchema object, String constraint) {
        for (var field : object.fields()) {
            for (var column : FieldColumns.stored(field)) {
                if (IndexNames.reference(object.name(), column.name()).equals(constraint)) {
                    return noSuchRecord(column.name());
                }
            }
        }
        return Fault.invalid(null, "a record or user this refers to does not exist, or is needed by another");
    }

    static Fault noSuchRecord(String column) {
        return Fault.invalid(column, "Field '%s' names a record or user that does not exist".formatted(column));
    }

    private Outcome.Refused duplicate(ObjectSchema object, String constraint, Write write, RecordInput input) {
        var field = object.fields().stream()
                .filter(known -> known.has(Rule.UNIQUE))
                .filter(known -> IndexNames.unique(object.name(), known.name()).equals(constraint))
                .findFirst();
        if (field.isEmpty()) {
            return Outcome.Refused.of(
                    new Fault(ErrorCode.DUPLICATE_RECORD, null, "a record with this id exists already"));
        }
        var name = field.get().name();
        var fault = new Fault(
                ErrorCode.DUPLICATE_RECORD, name, "a record with the same '%s' exists already".formatted(name));
        return new Outcome.Refused(
                java.util.List.of(fault),
                existing(object, field.get(), write, input)
                        .<Map<String, Object>>map(id -> Map.of("existing_id", id.toString()))
                        .orElse(Map.of()));
    }

    /** The record that has the value already, where the caller may read it. */
    private Optional<UUID> existing(ObjectSchema object, FieldDefinition field, Write write, RecordInput input) {
        var column = uniqueColumn(field);
        var value = input.columns().get(column);
        var folded = field.type() == FieldType.EMAILS || field.type() == FieldType.EMAIL;
        var type =
                field.type().hasEntries() ? "text" : field.type().columnType().sqlName();
        var text = new SqlText()
                .add("SELECT t.id FROM ")
                .name(write.schemaName(), object.table())
                .add(" t WHERE ");
        text.add(folded ? "lower(" : "(").name("t", column).add(folded ? ") = lower(" : ") = (");
        text.value(value, "text").add(folded ? ") AND " : "::" + type + ") AND ");
        CriterionSql.write(
                text, AccessRules.rows(write.change().schema(), object.name(), Action.READ), write.schemaName(), "t");
        return database.find(text.toStatement(), row -> row.requiredUuid(1));
    }

    /** The column whose values are kept unique. */
    static String uniqueColumn(FieldDefinition field) {
        return field.type().hasEntries() ? FieldColumns.primary(field) : field.name();
    }
}
