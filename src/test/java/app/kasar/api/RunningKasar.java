package app.kasar.api;

import app.kasar.TestPostgres;
import app.kasar.accounts.Administration;
import app.kasar.accounts.NewOrganization;
import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.demo.Demo;
import app.kasar.http.Route;
import app.kasar.http.ServerSettings;
import app.kasar.inbox.SecretKeys;
import app.kasar.server.RunningServer;
import app.kasar.server.Wiring;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The whole server on a database of its own, with a clock that tests set. */
public final class RunningKasar implements AutoCloseable {
    /** Of the tests alone. */
    private static final SecretKeys KEYS = () -> "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final TestPostgres.FreshDatabase database = TestPostgres.migrated();
    private final SettableClock clock = new SettableClock();
    private final Wiring wiring = new Wiring(database.pool(), database.database(), clock, KEYS);
    private final Administration administration = wiring.administration();
    private final RunningServer server;

    public RunningKasar() {
        this(0);
    }

    /** @param rateLimit requests a minute and token; 0 is no limit */
    public RunningKasar(int rateLimit) {
        server = wiring.start(new ServerSettings("127.0.0.1", 0, null, false, rateLimit));
    }

    /** A clock that stands until it is moved. */
    public static final class SettableClock implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-15T10:30:00Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        public void set(Instant instant) {
            now.set(instant);
        }

        public void advance(Duration duration) {
            now.updateAndGet(before -> before.plus(duration));
        }
    }

    public SettableClock clock() {
        return clock;
    }

    public TestPostgres.FreshDatabase database() {
        return database;
    }

    public Administration administration() {
        return administration;
    }

    public Demo demo() {
        return wiring.demo();
    }

    public URI address() {
        return server.address();
    }

    /** A new organization with one administrator, ada@<slug>.test. */
    public TestOrganization organization(String slug) {
        var created = administration
                .organizations()
                .create(new NewOrganization(slug, slug, "ada@" + slug + ".test", "Ada Byron"));
        return new TestOrganization(
                this,
                created,
                new Client(server.address(), created.token().secret().reveal()));
    }

    /** Another server on the same database, with caches and connections of its own. */
    public Node secondNode() {
        var pool = ConnectionPool.open(
                database.jdbcUrl(),
                TestPostgres.server().user(),
                TestPostgres.server().password(),
                4);
        var other = new Wiring(pool, new Database(pool), clock, KEYS);
        return new Node(pool, other.start(new ServerSettings("127.0.0.1", 0, null, false, 0)));
    }

    /** A further server of the same installation. */
    public record Node(HikariDataSource pool, RunningServer server) implements AutoCloseable {
        public URI address() {
            return server.address();
        }

        @Override
        public void close() {
            server.close();
            pool.close();
        }
    }

    /** Every route the server has. */
    public List<Route> routes() {
        return wiring.routes();
    }

    Client client(String token) {
        return new Client(server.address(), token);
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
