package app.kasar.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets encrypted with AES-256 in Galois/Counter Mode. A ciphertext holds which key it was made with, and opens only for the
 * record it was made for, so that one put into another's row is worth nothing.
 */
final class SecretCipher {
    private static final byte VERSION = 1;
    private static final int KEY_ID = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final SecretKeys keys;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(SecretKeys keys) {
        this.keys = keys;
    }

    /** That a stored secret does not open; its message says what to do. */
    static final class UnreadableSecret extends Exception {
        private static final long serialVersionUID = 1L;

        static final String IN_WORDS = "the stored password cannot be read with this server's key; enter it again";

        UnreadableSecret() {
            super(IN_WORDS);
        }
    }

    /** Version, key id, nonce, ciphertext with its tag. */
    byte[] encrypt(String secret, UUID record) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var key = keys.key();
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, record);
            var encrypted = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + KEY_ID + NONCE + encrypted.length)
                    .put(VERSION)
                    .put(keyId(key))
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String decrypt(byte[] stored, UUID record) throws UnreadableSecret {
        var key = keys.key();
        var parts = ByteBuffer.wrap(stored);
        var keyId = new byte[KEY_ID];
        var nonce = new byte[NONCE];
        if (stored.length < 1 + KEY_ID + NONCE || parts.get() != VERSION) {
            throw new UnreadableSecret();
        }
        parts.get(keyId).get(nonce);
        if (!Arrays.equals(keyId, keyId(key))) {
            throw new UnreadableSecret();
        }
        var encrypted = new byte[parts.remaining()];
        parts.get(encrypted);
        try {
            var opened = cipher(Cipher.DECRYPT_MODE, key, nonce, record).doFinal(encrypted);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw (UnreadableSecret) new UnreadableSecret().initCause(tampered);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, UUID record) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(record.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    private static byte[] keyId(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), KEY_ID);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
