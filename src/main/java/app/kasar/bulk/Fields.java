package app.kasar.bulk;

import app.kasar.problem.Faults;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import java.util.Optional;

/** Finds the field an operation names, by its own name or its foreign key's. */
final class Fields {
    private Fields() {}

    /** @param at where the name stands in the request */
    static Optional<FieldDefinition> find(ObjectSchema object, String name, String at, Faults faults) {
        var field = object.findField(name)
                .or(() -> object.findAttribute(name)
                        .filter(attribute -> attribute.part() == null)
                        .map(Attribute::field));
        if (field.isEmpty()) {
            faults.invalid(at, object.unknownName(name));
        }
        return field;
    }
}
