package app.kasar.schema.value;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Phone numbers in E.164, with an extension behind it as RFC 3966 writes it: {@code +33612345678;ext=12}.
 *
 * <p>A number must be possible (the right length for its country), not valid: numbering plans open new ranges every
 * month, and a list in a library would refuse numbers that ring. Letters are refused, vanity numbers included: a word
 * beside the number and a word that is the number cannot be told apart.
 */
public final class PhoneNumber {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern TEL = Pattern.compile("(?i)^tel:");
    private static final Pattern CONTEXT = Pattern.compile("(?i);phone-context=[^;]*");
    private static final Pattern EXTENSION = Pattern.compile(
            "(?i)(?:;ext=|[\\s,;.-]*(?:e?xt\\.?|extensi[oó]n|extn\\.?|anexo|int\\.?|доб\\.?|x|#|,,|;)[\\s:.]*)\\p{Nd}{1,9}#?$");
    private static final Pattern WRITTEN = Pattern.compile("[+＋]?[\\p{Nd}\\s\\p{Z}\\p{Pd}().\\[\\]/~·]+");

    private PhoneNumber() {}

    /** @param defaultCountry ISO 3166 two-letter code of numbers that do not name their country */
    public static Reading<String> read(JsonNode node, String defaultCountry) {
        return node.isString() ? read(node.stringValue(), defaultCountry) : JsonKind.refuse("a string", node);
    }

    /** @param defaultCountry ISO 3166 two-letter code of numbers that do not name their country */
    public static Reading<String> read(String text, String defaultCountry) {
        var number = Blanks.trim(text);
        if (number.length() > TextLimits.PHONE) {
            return Reading.refused("must be a valid phone number");
        }
        var main = CONTEXT.matcher(TEL.matcher(number).replaceFirst("")).replaceFirst("");
        var plain = EXTENSION.matcher(main).replaceFirst("");
        if (!WRITTEN.matcher(plain).matches()) {
            return Reading.refused("must be a valid phone number, in digits");
        }
        return parse(number, !plain.equals(main), defaultCountry.toUpperCase(Locale.ROOT));
    }

    private static Reading<String> parse(String text, boolean withExtension, String country) {
        try {
            var number = NUMBERS.parse(text, country);
            // The library skips what it cannot read; a part of the number must not get lost that way.
            return withExtension == number.hasExtension()
                    ? check(number)
                    : Reading.refused("must be a valid phone number");
        } catch (NumberParseException unreadable) {
            return Reading.refused(
                    unreadable.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE
                            ? "must be a valid phone number; this one names no known country"
                            : "must be a valid phone number");
        }
    }

    private static Reading<String> check(Phonenumber.PhoneNumber number) {
        return switch (NUMBERS.isPossibleNumberWithReason(number)) {
            case ValidationResult.IS_POSSIBLE -> Reading.accepted(written(number));
            case ValidationResult.IS_POSSIBLE_LOCAL_ONLY ->
                Reading.refused("must be a valid phone number; this one lacks its area code");
            case ValidationResult.INVALID_COUNTRY_CODE ->
                Reading.refused("must be a valid phone number; this one names no known country");
            case ValidationResult.TOO_SHORT -> Reading.refused("must be a valid phone number; this one is too short");
            case ValidationResult.TOO_LONG -> Reading.refused("must be a valid phone number; this one is too long");
            case ValidationResult.INVALID_LENGTH ->
                Reading.refused("must be a valid phone number; no number of its country has this many digits");
        };
    }

    private static String written(Phonenumber.PhoneNumber number) {
        var e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
        return number.hasExtension() ? e164 + ";ext=" + number.getExtension() : e164;
    }
}
