package app.kasar.query.plan;

import app.kasar.schema.value.PhoneNumber;
import app.kasar.schema.value.Reading;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Finds phone numbers, or beginnings of them, in what was typed. Records keep them as country code and digits. */
public final class PhoneNotation {
    /** Fewer digits are too little of a number to be taken for one. */
    private static final int FEWEST_DIGITS = 5;

    private static final int MOST_DIGITS = 20;

    /** So many digits may be a national number although it does not begin as one. */
    private static final int NATIONAL_DIGITS = 7;

    private static final Pattern RUN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[+＋]?\\(?\\p{Nd}(?:[\\s\\p{Z}\\p{Pd}().\\[\\]/~·]*\\p{Nd})+(?![\\p{L}\\p{N}])");
    private static final String TRUNK_PREFIX = "0";
    private static final String INTERNATIONAL_PREFIX = "00";
    /** Numbers of Italy keep their zero behind the country's code. */
    private static final String ITALY = "39";

    private final String defaultCountry;

    /** @param defaultCountry of numbers that do not name their country */
    public PhoneNotation(String defaultCountry) {
        this.defaultCountry = defaultCountry;
    }

    /**
     * A part of what was typed.
     *
     * @param numbers the digits it may be kept as; none when it is no number
     */
    public record Part(String text, List<String> numbers) {
        public Part {
            numbers = List.copyOf(numbers);
        }
    }

    /** All of what was typed, in order. */
    public List<Part> parts(String typed) {
        var parts = new ArrayList<Part>();
        var end = 0;
        var matcher = RUN.matcher(typed);
        while (matcher.find()) {
            var numbers = numbers(matcher.group());
            if (!numbers.isEmpty()) {
                parts.add(new Part(typed.substring(end, matcher.start()), List.of()));
                parts.add(new Part(matcher.group(), numbers));
                end = matcher.end();
            }
        }
        parts.add(new Part(typed.substring(end), List.of()));
        return parts;
    }

    private List<String> numbers(String written) {
        var digits = digits(written);
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            return List.of();
        }
        var numbers = new LinkedHashSet<String>();
        numbers.add(digits);
        if (PhoneNumber.read(written, defaultCountry) instanceof Reading.Accepted<String>(var number)) {
            numbers.add(digits(number));
        }
        if (digits.startsWith(INTERNATIONAL_PREFIX)) {
            numbers.add(digits.substring(INTERNATIONAL_PREFIX.length()));
        } else if (isNational(written, digits)) {
            addCountries(digits, numbers);
        }
        return List.copyOf(numbers);
    }

    private static boolean isNational(String written, String digits) {
        return !written.startsWith("+")
                && !written.startsWith("＋")
                && (digits.startsWith(TRUNK_PREFIX) || digits.length() >= NATIONAL_DIGITS);
    }

    /** A national number may be of any country. */
    private static void addCountries(String digits, LinkedHashSet<String> numbers) {
        var national = digits.startsWith(TRUNK_PREFIX) ? digits.substring(TRUNK_PREFIX.length()) : digits;
        PhoneNumberUtil.getInstance().getSupportedCallingCodes().forEach(code -> numbers.add(code + national));
        numbers.add(ITALY + digits);
    }

    private static String digits(String written) {
        return written.codePoints()
                .filter(Character::isDigit)
                .map(digit -> Character.digit(digit, 10))
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
