package app.kasar.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param port 0 takes any free one
 * @param tls null means plain HTTP
 * @param trustProxy whether X-Forwarded-For and X-Forwarded-Proto are believed
 * @param rateLimit requests a minute and token, where the organization sets none; 0 is no limit
 */
public record ServerSettings(
        String host, int port, @Nullable TlsFiles tls, boolean trustProxy, int rateLimit) {

    /** The certificate chain and its private key, both PEM. */
    public record TlsFiles(Path certificates, Path privateKey) {}
}
