package app.kasar.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user decided about the server. Printing it shows no secret.
 *
 * @param rateLimit requests a minute and token; 0 means no limit
 * @param jobDays how many days ended jobs are kept
 * @param secretKey in Base64; null for the one in the data folder
 */
public record Settings(
        Listening listening,
        Storage storage,
        int rateLimit,
        int jobDays,
        LogFormat logFormat,
        @Nullable Secret secretKey) {
    /** Begins the name of every environment variable of ours. */
    static final String ENVIRONMENT_PREFIX = "KASAR_";

    /**
     * Where and how the server listens.
     *
     * @param port 0 takes any free one
     * @param tls null for plain HTTP
     * @param trustProxy whether X-Forwarded-Proto is believed
     */
    public record Listening(String host, int port, @Nullable Tls tls, boolean trustProxy) {}

    /** Files in PEM format. */
    public record Tls(Path certificate, Path key) {}

    /**
     * Where the data is.
     *
     * @param data the folder of the embedded PostgreSQL
     * @param address null for the embedded PostgreSQL
     * @param poolSize connections, at least 2
     */
    public record Storage(Path data, @Nullable DatabaseAddress address, int poolSize) {}
}
