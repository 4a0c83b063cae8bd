package app.kasar.server;

import app.kasar.inbox.SecretKeys;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a setting's text becomes a value.
 *
 * @param description completes the sentence "it must be …"
 * @param reader empty when the text is no such value
 */
public record ValueType<T>(String description, Function<String, Optional<T>> reader) {

    static final ValueType<String> TEXT =
            new ValueType<>("a text", text -> text.isBlank() ? Optional.empty() : Optional.of(text));

    static final ValueType<Path> PATH =
            new ValueType<>("a path", text -> text.isBlank() ? Optional.empty() : Optional.of(Path.of(text)));

    static final ValueType<Secret> SECRET = new ValueType<>("a text", text -> Optional.of(new Secret(text)));

    /** A secret of its own kind, so that one that is cut short is noticed at the start. */
    static final ValueType<Secret> KEY = new ValueType<>("32 bytes in Base64", text -> {
        try {
            return Base64.getDecoder().decode(text).length == SecretKeys.LENGTH
                    ? Optional.of(new Secret(text))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    });

    static final ValueType<DatabaseAddress> DATABASE_ADDRESS =
            new ValueType<>("an address such as postgresql://user:password@host:5432/database", DatabaseAddress::parse);

    static final ValueType<Boolean> SWITCH =
            new ValueType<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            });

    static ValueType<Integer> number(int least, int most) {
        return new ValueType<>("a whole number from %d to %d".formatted(least, most), text -> {
            try {
                return Optional.of(Integer.valueOf(text)).filter(number -> least <= number && number <= most);
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        });
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        var names = Arrays.stream(type.getEnumConstants()).map(ValueType::text).collect(Collectors.joining(" or "));
        return new ValueType<>(
                names,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> text(constant).equals(text))
                        .findFirst());
    }

    /** A value as a user would write it. */
    static String text(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }
}
