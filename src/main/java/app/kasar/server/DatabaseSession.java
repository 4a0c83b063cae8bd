package app.kasar.server;

import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.db.Migrations;
import app.kasar.db.embedded.EmbeddedPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The database, open and migrated, whether the server runs beside or not: the embedded one is started when it does not run
 * and stopped at the end when nobody else uses it. May be shared by threads.
 */
public final class DatabaseSession implements AutoCloseable {
    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource pool;
    private final Database database;

    private DatabaseSession(@Nullable EmbeddedPostgres embedded, HikariDataSource pool) {
        this.embedded = embedded;
        this.pool = pool;
        this.database = new Database(pool);
    }

    /** @param progress receives a line for each step that takes time */
    public static DatabaseSession open(Settings.Storage storage, Consumer<String> progress) {
        var address = storage.address();
        if (address != null) {
            var password = address.password();
            return migrated(
                    null,
                    ConnectionPool.open(
                            address.jdbcUrl(),
                            address.user(),
                            password == null ? null : password.value(),
                            storage.poolSize()));
        }
        var embedded = EmbeddedPostgres.open(storage.data(), progress);
        try {
            return migrated(
                    embedded,
                    ConnectionPool.open(embedded.jdbcUrl(), embedded.user(), embedded.password(), storage.poolSize()));
        } catch (RuntimeException failed) {
            embedded.close();
            throw failed;
        }
    }

    public Database database() {
        return database;
    }

    /** The pool under {@link #database}, for {@link Migrations}. */
    public HikariDataSource pool() {
        return pool;
    }

    /** Null when the database is not ours. */
    public @Nullable EmbeddedPostgres embedded() {
        return embedded;
    }

    @Override
    public void close() {
        pool.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static DatabaseSession migrated(@Nullable EmbeddedPostgres embedded, HikariDataSource pool) {
        try {
            Migrations.all(pool);
            return new DatabaseSession(embedded, pool);
        } catch (RuntimeException failed) {
            pool.close();
            throw failed;
        }
    }
}
