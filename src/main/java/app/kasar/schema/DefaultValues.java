package app.kasar.schema;

import app.kasar.problem.Faults;
import app.kasar.schema.value.Booleans;
import app.kasar.schema.value.Choice;
import app.kasar.schema.value.Dates;
import app.kasar.schema.value.EmailAddress;
import app.kasar.schema.value.Instants;
import app.kasar.schema.value.JsonValue;
import app.kasar.schema.value.NumberLimits;
import app.kasar.schema.value.Numbers;
import app.kasar.schema.value.PlainText;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.TextLimits;
import app.kasar.schema.value.WebAddress;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;

/** Which values a field may have as its default. */
final class DefaultValues {
    private DefaultValues() {}

    static void check(NewField field, String at, Faults faults) {
        if (read(field, java.util.Objects.requireNonNull(field.defaultValue()))
                instanceof Reading.Refused<?>(var message)) {
            faults.invalid(at, "'%s' %s".formatted(at, message));
        }
    }

    private static Reading<?> read(NewField field, JsonNode value) {
        var options = field.options().stream().map(Option::value).toList();
        return switch (field.type()) {
            case TEXT -> PlainText.read(value, TextLimits.TEXT);
            case TEXTAREA -> PlainText.read(value, TextLimits.TEXTAREA);
            case EMAIL -> EmailAddress.read(value);
            case URL -> WebAddress.read(value);
            case NUMBER -> Numbers.read(value, NumberLimits.NUMBER);
            case CURRENCY -> Numbers.read(value, NumberLimits.CURRENCY);
            case PERCENTAGE -> Numbers.read(value, NumberLimits.PERCENTAGE);
            case FLOAT -> Numbers.readFloat(value);
            case INTEGER -> Numbers.readInteger(value);
            case RATING -> Numbers.readRating(value);
            case BOOLEAN -> Booleans.read(value);
            case DATE -> Dates.read(value);
            case DATETIME -> Instants.read(value, ZoneOffset.UTC);
            case SELECT -> Choice.read(value, options);
            case JSON -> JsonValue.read(value);
            case ID, PHONE, MULTI_SELECT, USER, RELATION, PIPELINE, EMAILS, PHONES, ADDRESS ->
                Reading.refused("cannot be given for a field of type " + field.type());
        };
    }
}
