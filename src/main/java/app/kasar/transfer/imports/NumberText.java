package app.kasar.transfer.imports;

import app.kasar.schema.value.Reading;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as people and spreadsheets write them, into digits with a decimal point. */
final class NumberText {
    private static final Pattern AROUND = Pattern.compile("^[\\p{Sc}\\s\\p{Z}]+|[\\p{Sc}%\\s\\p{Z}]+$");
    private static final Pattern BLANKS = Pattern.compile("(?<=[0-9])[\\s\\p{Z}'’](?=[0-9]{3}(?![0-9]))");
    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final String GROUPS = "[+-]?[0-9]{1,3}(?:%1$s[0-9]{3})%3$s(?:%2$s[0-9]+)%4$s";
    private static final String COMMA = ",";
    private static final String POINT = "\\.";

    private final @Nullable Character decimal;

    /** @param decimal what stands before the decimals; null means that each number must tell */
    NumberText(@Nullable Character decimal) {
        this.decimal = decimal;
    }

    /** @param isWhole whether there can be no decimals, so that a single separator is one of thousands */
    Reading<String> read(String text, boolean isWhole) {
        var number = BLANKS.matcher(AROUND.matcher(text).replaceAll("")).replaceAll("");
        if (!number.startsWith("-") && text.strip().startsWith("-")) {
            number = "-" + number;
        }
        if (decimal != null) {
            return decimal == ','
                    ? Reading.accepted(number.replace(".", "").replace(',', '.'))
                    : Reading.accepted(number.replace(",", ""));
        }
        return guess(number, isWhole);
    }

    private static Reading<String> guess(String number, boolean isWhole) {
        if (isWhole && (matches(number, COMMA, POINT, "+", "{0}") || matches(number, POINT, COMMA, "+", "{0}"))) {
            return Reading.accepted(number.replace(",", "").replace(".", ""));
        }
        if (PLAIN.matcher(number).matches()) {
            return Reading.accepted(number);
        }
        if (matches(number, COMMA, POINT, "+", "{1}") || matches(number, COMMA, POINT, "{2,}", "?")) {
            return Reading.accepted(number.replace(",", ""));
        }
        if (matches(number, POINT, COMMA, "+", "{1}") || matches(number, POINT, COMMA, "{2,}", "?")) {
            return Reading.accepted(number.replace(".", "").replace(',', '.'));
        }
        if (matches(number, COMMA, POINT, "{1}", "{0}")) {
            return Reading.refused("can be read in two ways; say with 'decimal' what its comma is");
        }
        // What is no number after all is refused by the field itself.
        return Reading.accepted(number.matches("[+-]?[0-9]+,[0-9]+") ? number.replace(',', '.') : number);
    }

    private static boolean matches(String number, String thousands, String decimals, String groups, String fraction) {
        return number.matches(GROUPS.formatted(thousands, decimals, groups, fraction));
    }
}
