package app.kasar.server;

import app.kasar.inbox.SecretKeys;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key in the data folder, made when it is first needed and readable by its owner alone. */
final class KeyFile implements SecretKeys {
    /** Where there is neither a setting nor a data folder. */
    static final SecretKeys NONE = () -> {
        throw new Problem(
                ErrorCode.CONFLICT,
                null,
                "this server cannot keep passwords yet: whoever operates it has to set 'secret-key'"
                        + " (KASAR_SECRET_KEY) to 32 bytes in Base64");
    };

    private static final String NAME = "secret.key";

    private final Path file;

    KeyFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    static SecretKeys of(Settings settings) {
        var secret = settings.secretKey();
        if (secret != null) {
            var key = Base64.getDecoder().decode(secret.value());
            return key::clone;
        }
        return settings.storage().address() == null
                ? new KeyFile(settings.storage().data())
                : NONE;
    }

    @Override
    public byte[] key() {
        try {
            return read();
        } catch (NoSuchFileException absent) {
            return make();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private byte[] read() throws IOException {
        var key = Base64.getDecoder().decode(Files.readString(file).strip());
        if (key.length != LENGTH) {
            throw new IOException("%s does not hold a key of %d bytes".formatted(file, LENGTH));
        }
        return key;
    }

    /** Written whole under another name first: nobody ever finds half a key, and of two who make one, one wins. */
    private byte[] make() {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".new", ownerOnly);
            try {
                Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException made) {
                return read();
            } finally {
                Files.delete(draft);
            }
            return read();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
