package app.kasar.transfer.imports;

import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.Option;
import app.kasar.schema.value.Reading;
import app.kasar.transfer.CellList;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The text of a cell as the JSON value its field takes. What a field then refuses is the field's own to say. */
final class CellReader {
    /** What stands between several values in a cell: a semicolon, a line break, or Google's three colons. */
    static final Pattern BETWEEN = Pattern.compile("\\s*(?:;|\\R| ::: )\\s*");

    private static final Pattern ISO = Pattern.compile("[0-9]{4}-?[0-9]{2}-?[0-9]{2}");

    private final NumberText numbers;
    private final @Nullable DateTimeFormatter dates;

    /** @throws Problem VALIDATION_ERROR when the form of dates is none */
    CellReader(@Nullable Character decimal, @Nullable String dateFormat) {
        this.numbers = new NumberText(decimal);
        this.dates = dateFormat == null ? null : formatter(dateFormat);
    }

    /** @param cell not blank */
    Reading<JsonNode> read(FieldDefinition field, String cell) {
        return switch (field.type()) {
            case NUMBER, CURRENCY, PERCENTAGE, FLOAT ->
                numbers.read(cell, false).map(CellReader::text);
            case INTEGER, RATING -> numbers.read(cell, true).map(CellReader::text);
            case BOOLEAN -> bool(cell);
            case DATE -> date(cell, false);
            case DATETIME -> date(cell, true);
            case SELECT -> Reading.accepted(text(option(field, cell.strip())));
            case MULTI_SELECT ->
                Reading.accepted(array(
                        parts(cell).stream().map(part -> option(field, part)).toList()));
            case EMAILS, PHONES -> Reading.accepted(array(parts(cell)));
            case JSON -> json(cell);
            case ID, TEXT, TEXTAREA, EMAIL, PHONE, URL, ADDRESS, USER, RELATION, PIPELINE ->
                Reading.accepted(text(cell));
        };
    }

    /** What an export wrote has backslashes where a value holds what stands between values. */
    static List<String> parts(String cell) {
        return cell.contains("\\") ? CellList.read(cell) : split(cell);
    }

    private static List<String> split(String cell) {
        return Arrays.stream(BETWEEN.split(cell.strip()))
                .filter(part -> !part.isBlank())
                .toList();
    }

    /** Whether an option, or one of several, is meant by the cell. */
    static boolean isOption(FieldDefinition field, String cell) {
        return parts(cell).stream().anyMatch(part -> field.optionValues().contains(option(field, part)));
    }

    private static JsonNode text(String text) {
        return Json.MAPPER.getNodeFactory().stringNode(text);
    }

    private static JsonNode array(List<String> texts) {
        var array = Json.MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static Reading<JsonNode> bool(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1", "t", "on" ->
                Reading.accepted(Json.MAPPER.getNodeFactory().booleanNode(true));
            case "false", "no", "n", "0", "f", "off" ->
                Reading.accepted(Json.MAPPER.getNodeFactory().booleanNode(false));
            default -> Reading.refused("must be yes, no, true, false, 1 or 0");
        };
    }

    private static String option(FieldDefinition field, String cell) {
        if (field.optionValues().contains(cell)) {
            return cell;
        }
        return field.options().stream()
                .filter(option -> option.value().equalsIgnoreCase(cell)
                        || String.valueOf(option.label()).equalsIgnoreCase(cell))
                .map(Option::value)
                .findFirst()
                .orElse(cell);
    }

    private static Reading<JsonNode> json(String cell) {
        try {
            return Reading.accepted(Json.read(cell, null));
        } catch (Problem broken) {
            return Reading.refused("must be JSON");
        }
    }

    private Reading<JsonNode> date(String cell, boolean withTime) {
        if (dates == null) {
            return ISO.matcher(cell.strip()).lookingAt()
                    ? Reading.accepted(text(cell))
                    : Reading.refused(
                            "must be a date such as 2025-01-15; say with 'date_format' how the file writes them");
        }
        try {
            var parsed = dates.parse(cell.strip());
            var day = LocalDate.from(parsed);
            var time = parsed.query(TemporalQueries.localTime());
            return Reading.accepted(
                    text(withTime && time != null ? LocalDateTime.of(day, time).toString() : day.toString()));
        } catch (DateTimeException other) {
            return Reading.refused("must be a date in the form given as 'date_format'");
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.replace('y', 'u'))
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException broken) {
            throw Problem.invalid(
                    "date_format",
                    "'date_format' must be a form such as dd/MM/yyyy or M/d/yy, not '%s'".formatted(pattern));
        }
    }
}
