package app.kasar.query.plan;

import app.kasar.access.Organization;
import app.kasar.json.Json;
import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules;
import app.kasar.schema.FieldType;
import app.kasar.schema.value.Booleans;
import app.kasar.schema.value.Dates;
import app.kasar.schema.value.Domain;
import app.kasar.schema.value.Ids;
import app.kasar.schema.value.Instants;
import app.kasar.schema.value.NumberLimits;
import app.kasar.schema.value.Numbers;
import app.kasar.schema.value.PhoneNumber;
import app.kasar.schema.value.PlainText;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.TextLimits;
import app.kasar.schema.value.WebAddress;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the values of filters and cursors in the type of the column they are compared with. */
public final class FilterValues {
    private static final Pattern PHONE_PART = Pattern.compile("[+0-9 ()./-]*[0-9][+0-9 ()./-]*");

    private final Organization.Settings settings;

    public FilterValues(Organization.Settings settings) {
        this.settings = settings;
    }

    ZoneId zone() {
        return settings.timeZone();
    }

    /** The typed value; null, after telling {@code refuse} why, when the operand does not fit. */
    @Nullable
    Object read(Attribute attribute, JsonNode operand, Consumer<String> refuse) {
        if (!operand.isValueNode() || operand.isNull()) {
            refuse.accept("needs one value here");
            return null;
        }
        return switch (read(attribute.type(), stored(attribute, operand.asString()))) {
            case Reading.Accepted<Object>(var value) -> value;
            case Reading.Refused<Object>(var message) -> {
                refuse.accept(message);
                yield null;
            }
        };
    }

    /** Phone numbers, addresses on the web and domains as they are stored, whatever their notation; what is none stays as it is. */
    private String stored(Attribute attribute, String text) {
        var field = attribute.field();
        if (field.type() == FieldType.PHONE) {
            return numberOr(text, text);
        }
        if (field.type() == FieldType.URL) {
            return or(WebAddress.read(text), text);
        }
        return isDomain(field) ? or(Domain.read(text), text) : text;
    }

    /** Companies have it, and no field that an organization made is a system field. */
    private static boolean isDomain(FieldDefinition field) {
        return field.has(FieldRules.Rule.SYSTEM) && field.name().equals("domain");
    }

    private static String or(Reading<String> read, String otherwise) {
        return read instanceof Reading.Accepted<String>(var value) ? value : otherwise;
    }

    private String numberOr(String text, String otherwise) {
        return or(PhoneNumber.read(text, settings.defaultCountry()), otherwise);
    }

    /** A value written as text, as in a query parameter or a cursor. */
    public Reading<Object> read(ColumnType type, String text) {
        return switch (type) {
            case TEXT, TEXT_ARRAY, JSONB -> widened(PlainText.read(text, TextLimits.TEXTAREA));
            case NUMERIC -> widened(Numbers.read(text, NumberLimits.NUMBER));
            case DOUBLE -> widened(Numbers.readFloat(text));
            case BIGINT -> Numbers.read(text, NumberLimits.NUMBER).map(FilterValues::narrowed);
            case BOOLEAN -> widened(Booleans.read(text));
            case DATE -> widened(Dates.read(text));
            case TIMESTAMP -> widened(Instants.read(text, settings.timeZone()));
            case UUID -> widened(Ids.read(text));
        };
    }

    Reading<LocalDate> day(JsonNode operand) {
        return operand.isString() ? Dates.read(operand.stringValue()) : Reading.refused("must be a date, YYYY-MM-DD");
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(settings.timeZone()).toInstant();
    }

    /** The form in which entries are stored for matching: e-mail addresses lower-cased, phone numbers in E.164. */
    String foldEntry(FieldType type, String text) {
        var folded = text.strip().toLowerCase(Locale.ROOT);
        return type == FieldType.PHONES ? numberOr(text, folded) : folded;
    }

    /** A part of a value as it would be stored: phone numbers have no spaces or brackets there. Its case does not count. */
    static String foldPart(FieldType type, String text) {
        var isNumber = (type == FieldType.PHONES || type == FieldType.PHONE)
                && PHONE_PART.matcher(text).matches();
        return isNumber ? text.replaceAll("[^+0-9]", "") : text.toLowerCase(Locale.ROOT);
    }

    /** The elements of an array, or of a comma-separated text. */
    static List<JsonNode> elements(JsonNode operand) {
        if (operand.isArray()) {
            return operand.valueStream().toList();
        }
        if (!operand.isString()) {
            return List.of(operand);
        }
        var elements = new ArrayList<JsonNode>();
        for (var part : operand.stringValue().split(",", -1)) {
            elements.add(Json.MAPPER.getNodeFactory().stringNode(part.strip()));
        }
        return elements;
    }

    /** Whole numbers in the range of bigint stay whole, so that an index on the column can serve. */
    private static Object narrowed(BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException fractionOrTooLarge) {
            return number;
        }
    }

    private static <T> Reading<Object> widened(Reading<T> reading) {
        return reading.map(value -> (Object) java.util.Objects.requireNonNull(value));
    }
}
