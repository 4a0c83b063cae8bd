package app.kasar.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A file of the server's own, in the folder for temporary files, that a request's body is kept in. */
record Spool(Path path) {

    static Spool create() {
        try {
            return new Spool(Files.createTempFile("kasar-upload-", null));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Copies a body to its end.
     *
     * @return the SHA-256 of its bytes
     * @throws IOException when reading fails
     * @throws SpoolFailure when writing does
     */
    byte[] fill(InputStream body) throws IOException {
        try (var out = new DigestOutputStream(open(), MessageDigest.getInstance("SHA-256"))) {
            var buffer = new byte[64 * 1024];
            for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                write(out, buffer, read);
            }
            return out.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new SpoolFailure(failed);
        }
    }

    private OutputStream open() {
        try {
            return Files.newOutputStream(path);
        } catch (IOException failed) {
            throw new SpoolFailure(failed);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException full) {
            throw new SpoolFailure(full);
        }
    }

    /** The server's own disk failed, most likely because it is full. */
    static final class SpoolFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        SpoolFailure(IOException cause) {
            super("an uploaded file could not be kept in the folder for temporary files", cause);
        }
    }
}
