package app.kasar.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A bearer token itself. It is shown once and never stored; only its hash and its first characters are. */
public final class TokenSecret {
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_LENGTH = 12;
    private static final Pattern FORM = Pattern.compile("ksr_[A-Za-z0-9_-]{43}");

    private final String text;

    private TokenSecret(String text) {
        this.text = text;
    }

    public static TokenSecret generate(SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new TokenSecret("ksr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty when {@code text} cannot be a token, whatever the database holds. */
    public static Optional<TokenSecret> parse(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(candidate -> FORM.matcher(candidate).matches())
                .map(TokenSecret::new);
    }

    /** The whole token: for its owner's eyes, once. */
    public String reveal() {
        return text;
    }

    /** The first characters, which tell tokens apart in a list. */
    public String prefix() {
        return text.substring(0, PREFIX_LENGTH);
    }

    /** SHA-256 of the token. A random secret of 256 bits needs neither salt nor a slow hash. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}
