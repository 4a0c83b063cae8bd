package app.kasar.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What makes two requests the same.
 *
 * @param target method, path and query as sent, a line each
 * @param body as sent, of a file its SHA-256
 */
record RequestSignature(String target, byte[] body) {

    /** SHA-256 over target and body. */
    byte[] hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return digest.digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
