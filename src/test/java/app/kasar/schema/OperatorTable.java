package app.kasar.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of {@code docs/filters.md} that follows from the operators and the families of field types. */
final class OperatorTable {
    private OperatorTable() {}

    static String markdown() {
        return families() + "\n" + operators() + "\n" + aliases();
    }

    private static String families() {
        var text = new StringBuilder("| values | of fields of type |\n|---|---|\n");
        for (var family : OperatorFamily.values()) {
            var types = Arrays.stream(FieldType.values())
                    .filter(type -> type.family() == family)
                    .map(Enum::name)
                    .collect(Collectors.joining(", "));
            text.append("| %s | %s |\n".formatted(heading(family), types));
        }
        return text.toString();
    }

    private static String operators() {
        var families = OperatorFamily.values();
        var headings = Arrays.stream(families).map(OperatorTable::heading).collect(Collectors.joining(" | "));
        var text = new StringBuilder("| operator | " + headings + " | finds records whose value |\n");
        text.append("|---".repeat(families.length + 2)).append("|\n");
        for (var operator : Operator.values()) {
            var marks = Arrays.stream(families)
                    .map(family -> family.takes(operator) ? "×" : "")
                    .collect(Collectors.joining(" | "));
            text.append("| `%s` | %s | %s |\n".formatted(operator.wireName(), marks, meaning(operator)));
        }
        return text.toString();
    }

    private static String aliases() {
        var all = Operator.aliases().entrySet().stream()
                .sorted(Map.Entry.<String, Operator>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(alias -> "`%s` for `%s`"
                        .formatted(alias.getKey(), alias.getValue().wireName()))
                .collect(Collectors.joining(", "));
        return "Other spellings: " + all + ". Case does not matter.\n";
    }

    private static String heading(OperatorFamily family) {
        return switch (family) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "yes/no";
            case TIME -> "time";
            case REFERENCE -> "reference";
            case CHOICES -> "choices";
            case ENTRIES -> "entries";
            case PRESENCE -> "other";
        };
    }

    private static String meaning(Operator operator) {
        return switch (operator) {
            case EQUALS -> "is this";
            case NOT_EQUALS -> "is not this, or is empty";
            case CONTAINS -> "holds this text; of choices: has this option";
            case NOT_CONTAINS -> "does not hold this text or option, or is empty";
            case STARTS_WITH -> "begins with this text";
            case ENDS_WITH -> "ends with this text";
            case IN -> "is one of these; of choices: has one of these";
            case NOT_IN -> "is none of these, or is empty";
            case GREATER_THAN -> "is more, later, or further in the alphabet";
            case GREATER_EQUAL -> "is this, or as `greater_than`";
            case LESS_THAN -> "is less, earlier, or nearer in the alphabet";
            case LESS_EQUAL -> "is this, or as `less_than`";
            case BETWEEN -> "lies between two, which belong to it";
            case IS_NULL -> "is empty; takes no value";
            case IS_NOT_NULL -> "is not empty; takes no value";
            case DATE_EQUALS -> "falls on this day";
            case DATE_BEFORE -> "falls on an earlier day";
            case DATE_AFTER -> "falls on a later day";
            case DATE_BETWEEN -> "falls on one of two days or between";
        };
    }
}
