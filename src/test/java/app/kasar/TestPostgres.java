package app.kasar;

import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.db.Migrations;
import app.kasar.db.embedded.EmbeddedPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** The one PostgreSQL of a test run, started when first asked for and stopped at the end, and fresh databases on it. */
public final class TestPostgres {
    private static final Path DATA = Path.of("target", "test-data");
    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int POOL_SIZE = 8;

    private TestPostgres() {}

    /** A database of one's own on the shared server. */
    public record FreshDatabase(String name, String jdbcUrl, HikariDataSource pool) implements AutoCloseable {

        public Database database() {
            return new Database(pool);
        }

        @Override
        public void close() {
            pool.close();
            execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
        }
    }

    /** A database with the control schema and no organization. */
    public static FreshDatabase migrated() {
        return fresh(Server.INSTANCE.template);
    }

    /** A database with nothing in it. */
    public static FreshDatabase empty() {
        return fresh("template1");
    }

    /** As {@link #empty()}, from a template with further options of CREATE DATABASE behind its name. */
    public static FreshDatabase empty(String template) {
        return fresh(template);
    }

    public static EmbeddedPostgres server() {
        return Server.INSTANCE.postgres;
    }

    private static FreshDatabase fresh(String template) {
        var name = "test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        execute("CREATE DATABASE %s OWNER kasar TEMPLATE %s".formatted(name, template));
        return open(name);
    }

    private static FreshDatabase open(String name) {
        var url = url(server().jdbcUrl(), name);
        var pool = ConnectionPool.open(url, server().user(), server().password(), POOL_SIZE);
        return new FreshDatabase(name, url, pool);
    }

    private static void execute(String sql) {
        try (var connection = administrator(server());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection administrator(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(url(postgres.jdbcUrl(), "postgres"), "postgres", postgres.password());
    }

    private static String url(String jdbcUrl, String database) {
        return jdbcUrl.substring(0, jdbcUrl.lastIndexOf('/') + 1) + database;
    }

    /** Started by the class loader's own lock, once. */
    private static final class Server {
        private static final Server INSTANCE = new Server();

        private final EmbeddedPostgres postgres = EmbeddedPostgres.open(DATA);
        private final String template = TEMPLATE + "_" + ProcessHandle.current().pid();

        private Server() {
            try {
                makeTemplate();
            } catch (SQLException failed) {
                postgres.close();
                throw new IllegalStateException(failed);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        }

        private void makeTemplate() throws SQLException {
            run("CREATE DATABASE %s OWNER kasar".formatted(template));
            try (var pool = ConnectionPool.open(
                    url(postgres.jdbcUrl(), template), postgres.user(), postgres.password(), POOL_SIZE)) {
                Migrations.control(pool);
            }
        }

        private void stop() {
            try {
                run("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(template));
            } catch (SQLException gone) {
                System.err.println("the template database stays: " + gone.getMessage());
            }
            postgres.close();
        }

        private void run(String sql) throws SQLException {
            try (var connection = administrator(postgres);
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
