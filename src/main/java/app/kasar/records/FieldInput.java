package app.kasar.records;

import app.kasar.access.Organization;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.value.Booleans;
import app.kasar.schema.value.Choice;
import app.kasar.schema.value.Dates;
import app.kasar.schema.value.Domain;
import app.kasar.schema.value.EmailAddress;
import app.kasar.schema.value.EmailEntries;
import app.kasar.schema.value.Entry;
import app.kasar.schema.value.Ids;
import app.kasar.schema.value.Instants;
import app.kasar.schema.value.JsonValue;
import app.kasar.schema.value.NumberLimits;
import app.kasar.schema.value.Numbers;
import app.kasar.schema.value.PhoneEntries;
import app.kasar.schema.value.PhoneNumber;
import app.kasar.schema.value.PlainText;
import app.kasar.schema.value.PostalAddress;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.TextLimits;
import app.kasar.schema.value.WebAddress;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one field's JSON value into the columns that store it. Pure. */
final class FieldInput {
    private final ObjectSchema object;
    private final Organization.Settings settings;

    FieldInput(ObjectSchema object, Organization.Settings settings) {
        this.object = object;
        this.settings = settings;
    }

    /** Columns to texts; null texts clear. PIPELINE is not read here: its two columns depend on each other. */
    Reading<ColumnTexts> read(FieldDefinition field, JsonNode value) {
        if (value.isNull()) {
            return Reading.accepted(cleared(field));
        }
        return switch (field.type()) {
            case EMAILS -> EmailEntries.read(value).map(entries -> entries(field, entries));
            case PHONES -> PhoneEntries.read(value, settings.defaultCountry()).map(entries -> entries(field, entries));
            case ADDRESS -> PostalAddress.read(value).map(address -> address(field, address));
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
                    USER,
                    RELATION,
                    PIPELINE,
                    JSON -> single(field, value).map(text -> new ColumnTexts(column(columnOf(field), text)));
        };
    }

    private static String columnOf(FieldDefinition field) {
        return FieldColumns.stored(field).getFirst().name();
    }

    private Reading<String> single(FieldDefinition field, JsonNode value) {
        return switch (field.type()) {
            case TEXT -> text(field, value);
            case TEXTAREA -> PlainText.read(value, TextLimits.TEXTAREA);
            case EMAIL -> EmailAddress.read(value);
            case PHONE -> PhoneNumber.read(value, settings.defaultCountry());
            case URL -> WebAddress.read(value);
            case NUMBER -> decimal(Numbers.read(value, NumberLimits.NUMBER));
            case CURRENCY -> decimal(Numbers.read(value, NumberLimits.CURRENCY));
            case PERCENTAGE -> decimal(Numbers.read(value, percentage(field)));
            case FLOAT -> Numbers.readFloat(value).map(String::valueOf);
            case INTEGER -> Numbers.readInteger(value).map(String::valueOf);
            case RATING -> Numbers.readRating(value).map(String::valueOf);
            case BOOLEAN -> Booleans.read(value).map(String::valueOf);
            case DATE -> Dates.read(value).map(String::valueOf);
            case DATETIME -> Instants.read(value, settings.timeZone()).map(String::valueOf);
            case SELECT -> Choice.read(value, field.optionValues());
            case MULTI_SELECT -> Choice.readMany(value, field.optionValues()).map(ColumnText::array);
            case USER, RELATION, PIPELINE, ID -> Ids.read(value).map(String::valueOf);
            case JSON -> JsonValue.read(value);
            case EMAILS, PHONES, ADDRESS -> throw new IllegalArgumentException(field.type() + " has several columns");
        };
    }

    private Reading<String> text(FieldDefinition field, JsonNode value) {
        if (is(field, "companies", "domain")) {
            return Domain.read(value);
        }
        var isIndexed = field.has(FieldRules.Rule.INDEXED) || field.has(FieldRules.Rule.UNIQUE);
        return PlainText.read(value, isIndexed ? TextLimits.INDEXED_TEXT : TextLimits.TEXT);
    }

    private NumberLimits percentage(FieldDefinition field) {
        return is(field, "opportunities", "probability") ? NumberLimits.PROBABILITY : NumberLimits.PERCENTAGE;
    }

    private boolean is(FieldDefinition field, String objectName, String fieldName) {
        return object.name().equals(objectName) && field.name().equals(fieldName);
    }

    private static Reading<String> decimal(Reading<BigDecimal> number) {
        return number.map(BigDecimal::toPlainString);
    }

    static ColumnTexts entries(FieldDefinition field, List<Entry> entries) {
        if (entries.isEmpty()) {
            return cleared(field);
        }
        var columns = column(field.name(), ColumnText.entries(entries));
        columns.put(FieldColumns.primary(field), ColumnText.primary(entries));
        columns.put(FieldColumns.values(field), ColumnText.entryValues(entries));
        return new ColumnTexts(columns);
    }

    private static ColumnTexts address(FieldDefinition field, PostalAddress address) {
        if (address.isEmpty()) {
            return cleared(field);
        }
        var columns = column(field.name(), ColumnText.address(address));
        columns.put(FieldColumns.line(field), address.line());
        return new ColumnTexts(columns);
    }

    private static ColumnTexts cleared(FieldDefinition field) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        FieldColumns.stored(field).forEach(column -> columns.put(column.name(), null));
        return new ColumnTexts(columns);
    }

    private static Map<String, @Nullable String> column(String name, @Nullable String text) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put(name, text);
        return columns;
    }
}
