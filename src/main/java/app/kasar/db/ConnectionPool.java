package app.kasar.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes connection pools. */
public final class ConnectionPool {
    private static final int PER_PROCESSOR = 4;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(3);

    private ConnectionPool() {}

    /** The size measured best on few cores: 4 connections a processor. */
    public static int defaultSize() {
        return PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
    }

    /**
     * A pool that waits 3 seconds for a connection, so that an absent database soon becomes an answer.
     *
     * @param url a PostgreSQL JDBC URL; may name several hosts
     * @param user null when the URL names it
     * @param password null when the URL holds it or none is needed
     * @throws IllegalStateException saying why, when no connection can be made now
     */
    public static HikariDataSource open(String url, @Nullable String user, @Nullable String password, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setPoolName("kasar");
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setValidationTimeout(WAIT_FOR_CONNECTION.toMillis() / 2);
        config.setInitializationFailTimeout(1);
        config.addDataSourceProperty("ApplicationName", "kasar");
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return start(config);
    }

    private static HikariDataSource start(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException failed) {
            var reason = failed.getCause() instanceof SQLException refused ? refused.getMessage() : failed.getMessage();
            throw new IllegalStateException("the database cannot be reached: " + reason, failed);
        }
    }
}
