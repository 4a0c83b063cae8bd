package app.kasar.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL of the user's own is found.
 *
 * @param jdbcUrl may name several hosts; may hold a password in its parameters, so it is never printed whole
 * @param user null when the URL's parameters or the driver decide
 */
public record DatabaseAddress(
        String jdbcUrl, @Nullable String user, @Nullable Secret password) {
    private static final String JDBC = "jdbc:postgresql:";
    private static final Pattern URI = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<rest>[^@]*(?:\\?.*)?)");

    /** Reads {@code jdbc:postgresql://…} and PostgreSQL's own {@code postgresql://user:password@host/database}. */
    static Optional<DatabaseAddress> parse(String text) {
        if (text.startsWith(JDBC)) {
            return Optional.of(new DatabaseAddress(text, null, null));
        }
        var matcher = URI.matcher(text);
        return matcher.matches() ? Optional.of(ofUri(matcher)) : Optional.empty();
    }

    /** The same address with what was set apart from it. */
    DatabaseAddress with(@Nullable String otherUser, @Nullable Secret otherPassword) {
        return new DatabaseAddress(
                jdbcUrl, otherUser == null ? user : otherUser, otherPassword == null ? password : otherPassword);
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceFirst("\\?.*", "");
    }

    private static DatabaseAddress ofUri(Matcher matcher) {
        var user = matcher.group("user");
        var password = matcher.group("password");
        return new DatabaseAddress(
                JDBC + "//" + matcher.group("rest"),
                user == null ? null : decode(user),
                password == null ? null : new Secret(decode(password)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
