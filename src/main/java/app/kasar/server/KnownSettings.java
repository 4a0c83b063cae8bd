package app.kasar.server;

import app.kasar.db.ConnectionPool;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every setting, declared once: names, types, defaults and explanations are taken from here only. */
public final class KnownSettings {
    private static final int LONGEST_JOB_DAYS = 3650;
    static final int DEFAULT_JOB_DAYS = 30;
    private static final int LARGEST_PORT = 65_535;
    private static final int LARGEST_POOL = 1_000;
    private static final int FEWEST_CONNECTIONS = 2;

    static final Setting<Path> DATA = new Setting<>("data", ValueType.PATH, Path.of("data"), """
            The folder of the embedded PostgreSQL: its program, its database and its password. It is created at the first \
            start and is all there is to keep. Not used when `database-url` is set.""");

    static final Setting<DatabaseAddress> DATABASE_URL =
            new Setting<>("database-url", ValueType.DATABASE_ADDRESS, null, """
            The address of a PostgreSQL of your own, 15 or newer, instead of the embedded one. Either \
            `postgresql://user:password@host:5432/database` or a JDBC URL; several hosts may be named, separated by commas, \
            and the one that takes writes is used when the URL ends in `?targetServerType=primary`. The role needs the right \
            to create schemas and the extensions `pg_trgm` and `unaccent` in the database.""");

    static final Setting<String> DATABASE_USER = new Setting<>("database-user", ValueType.TEXT, null, """
            The role to connect to `database-url` as. It wins over the one in the address.""");

    static final Setting<Secret> DATABASE_PASSWORD = new Setting<>("database-password", ValueType.SECRET, null, """
            The password of that role. It wins over the one in the address, and is better kept here, as an environment \
            variable or in the file, than in an address that others may see.""");

    static final Setting<Integer> POOL_SIZE = new Setting<>(
            "pool-size", ValueType.number(FEWEST_CONNECTIONS, LARGEST_POOL), ConnectionPool.defaultSize(), """
            How many connections to the database are kept. The default is four for each processor. More do not make it \
            faster: requests that wait for a connection wait less than they would for a busy disk or processor. All servers' \
            pools together must fit into the `max_connections` of the database.""");

    static final Setting<String> HOST = new Setting<>("host", ValueType.TEXT, "127.0.0.1", """
            The network address to listen on. The default is reachable from this machine only. On any other address, plain \
            HTTP is refused: set a certificate, or put a proxy that speaks HTTPS in front and set `trust-proxy`.""");

    static final Setting<Integer> PORT = new Setting<>("port", ValueType.number(0, LARGEST_PORT), 8080, """
            The port to listen on. 0 takes any free one.""");

    static final Setting<Path> TLS_CERT = new Setting<>("tls-cert", ValueType.PATH, null, """
            The server's certificate with its chain, a PEM file. Together with `tls-key` it turns HTTPS on.""");

    static final Setting<Path> TLS_KEY = new Setting<>("tls-key", ValueType.PATH, null, """
            The private key of the certificate, a PEM file without a password (PKCS #8).""");

    static final Setting<Boolean> TRUST_PROXY = new Setting<>("trust-proxy", ValueType.SWITCH, false, """
            Whether the header `X-Forwarded-Proto` is believed. Set it to true only behind a proxy that always overwrites \
            this header, because anyone else could claim HTTPS with it.""");

    static final Setting<Integer> RATE_LIMIT =
            new Setting<>("rate-limit", ValueType.number(0, Integer.MAX_VALUE), 600, """
            How many requests a token may make in a minute. 0 means no limit. An organization's own limit wins over it.""");

    static final Setting<Integer> JOB_DAYS =
            new Setting<>("job-days", ValueType.number(1, LONGEST_JOB_DAYS), DEFAULT_JOB_DAYS, """
            How many days a job is kept after it has ended, with the list of what it could not take.""");

    static final Setting<LogFormat> LOG_FORMAT =
            new Setting<>("log-format", ValueType.oneOf(LogFormat.class), LogFormat.TEXT, """
            How log lines are written to standard error. `text` is for people, `json` writes one JSON object a line for \
            machines.""");

    static final Setting<Secret> SECRET_KEY = new Setting<>("secret-key", ValueType.KEY, null, """
            The key that encrypts what users entrust the server with, such as the passwords of their mailboxes. All servers \
            of one database need the same. Without it the file `secret.key` in the `data` folder is used, and made when there \
            is none; with `database-url`, mailboxes can be connected only when it is set. `openssl rand -base64 32` makes one. \
            Whoever loses it has to enter those passwords again.""");

    private static final List<Setting<?>> DATABASE =
            List.of(DATA, DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, POOL_SIZE);
    private static final List<Setting<?>> SERVER =
            List.of(HOST, PORT, TLS_CERT, TLS_KEY, TRUST_PROXY, RATE_LIMIT, JOB_DAYS, LOG_FORMAT, SECRET_KEY);

    private KnownSettings() {}

    /** Those that find the database: what a command needs that is not the server. */
    public static List<Setting<?>> ofDatabase() {
        return DATABASE;
    }

    public static List<Setting<?>> all() {
        return Stream.concat(SERVER.stream(), DATABASE.stream()).toList();
    }
}
