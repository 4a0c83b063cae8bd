package app.kasar.transfer.imports;

import app.kasar.records.RecordInput;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By what records of an object are told to be the same: e-mail, phone, LinkedIn; by name only where there is none of these. */
final class MatchKinds {
    /** What LinkedIn calls somebody, in an address of theirs. */
    static final String LINKEDIN = "linkedin[.]com/(?:in|pub|company|school|showcase)/([^/?#]+)";

    private static final Pattern LINKEDIN_PATTERN = Pattern.compile(LINKEDIN, Pattern.CASE_INSENSITIVE);

    private final List<Kind> strong = new ArrayList<>();
    private final List<Kind> unique = new ArrayList<>();
    private final List<Kind> name = new ArrayList<>();

    MatchKinds(ObjectSchema object, boolean detectsDuplicates) {
        for (var field : object.fields()) {
            if (field.has(Rule.UNIQUE)) {
                unique.add(uniqueKind(field));
            }
            if (detectsDuplicates) {
                addStrong(field);
            }
        }
        if (detectsDuplicates && object.name().equals("contacts")) {
            name.add(new Kind("name", "lower(t.full_name)", false, MatchKinds::personName));
        }
        if (detectsDuplicates && object.name().equals("companies")) {
            name.add(new Kind(
                    "name", "lower(t.name)", false, input -> one(input.columns().get("name"))));
        }
    }

    /**
     * One way of comparing.
     *
     * @param sql what it compares of the row {@code t}, in our own SQL
     * @param isArray whether that is an array, any element of which may be the same
     */
    record Kind(String name, String sql, boolean isArray, Function<RecordInput, List<String>> values) {
        Stream<MatchKey> keys(RecordInput input) {
            return values.apply(input).stream().map(value -> new MatchKey(name, value));
        }
    }

    List<Kind> all() {
        return Stream.of(unique, strong, name).flatMap(List::stream).toList();
    }

    /** The keys of a record to be made. */
    Set<MatchKey> keys(RecordInput input) {
        var keys = new LinkedHashSet<MatchKey>();
        strong.forEach(kind -> kind.keys(input).forEach(keys::add));
        if (keys.isEmpty()) {
            name.forEach(kind -> kind.keys(input).forEach(keys::add));
        }
        unique.forEach(kind -> kind.keys(input).forEach(keys::add));
        return keys;
    }

    private void addStrong(FieldDefinition field) {
        switch (field.type()) {
            case EMAILS, PHONES ->
                strong.add(new Kind(
                        field.name(),
                        "t." + quoted(FieldColumns.values(field)),
                        true,
                        input -> elements(input.columns().get(FieldColumns.values(field)))));
            case EMAIL, PHONE ->
                strong.add(new Kind(
                        field.name(),
                        "lower(t." + quoted(field.name()) + ")",
                        false,
                        input -> one(input.columns().get(field.name()))));
            case URL -> {
                if (field.name().equals("linkedin_url")) {
                    strong.add(new Kind(
                            "linkedin",
                            "lower(\"substring\"(t.linkedin_url, '(?i)" + LINKEDIN + "'))",
                            false,
                            input -> linkedin(input.columns().get("linkedin_url"))));
                }
            }
            default -> {}
        }
    }

    private static Kind uniqueKind(FieldDefinition field) {
        var column = field.type().hasEntries() ? FieldColumns.primary(field) : field.name();
        var folded = field.type() == FieldType.EMAILS || field.type() == FieldType.EMAIL;
        var sql = folded ? "lower(t." + quoted(column) + ")" : "t." + quoted(column) + "::text";
        return new Kind("unique " + field.name(), sql, false, input -> {
            var value = input.columns().get(column);
            return value == null ? List.of() : List.of(folded ? value.toLowerCase(Locale.ROOT) : value);
        });
    }

    private static List<String> one(@Nullable String value) {
        return value == null || value.isBlank() ? List.of() : List.of(value.toLowerCase(Locale.ROOT));
    }

    private static List<String> personName(RecordInput input) {
        var first = Objects.requireNonNullElse(input.columns().get("first_name"), "");
        var last = Objects.requireNonNullElse(input.columns().get("last_name"), "");
        return one((first + " " + last).strip());
    }

    private static List<String> linkedin(@Nullable String address) {
        if (address == null) {
            return List.of();
        }
        var matcher = LINKEDIN_PATTERN.matcher(address);
        return matcher.find() ? one(matcher.group(1)) : List.of();
    }

    /** The elements of an array literal that the records engine wrote: each in quotes. */
    private static List<String> elements(@Nullable String literal) {
        var elements = new ArrayList<String>();
        var element = new StringBuilder();
        var isInside = false;
        for (var index = 0; literal != null && index < literal.length(); index++) {
            var next = literal.charAt(index);
            if (next == '"') {
                isInside = !isInside;
                if (!isInside) {
                    elements.add(element.toString());
                    element.setLength(0);
                }
            } else if (isInside) {
                element.append(next == '\\' ? literal.charAt(++index) : next);
            }
        }
        return elements;
    }

    private static String quoted(String column) {
        return '"' + column + '"';
    }
}
