package app.kasar.db;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Runs statements. Outside {@link #inTransaction} each statement is its own transaction; inside, all of the thread's
 * statements join it. May be shared by threads; a transaction belongs to the thread that opened it.
 */
public final class Database implements AutoCloseable {
    private static final ScopedValue<Transaction> CURRENT = ScopedValue.newInstance();

    /** Enough that round trips hardly count, few enough that long rows take little memory. */
    private static final int ROWS_AT_A_TIME = 500;

    private final HikariDataSource pool;
    private final Consumer<Statement> observer;

    public Database(HikariDataSource pool) {
        this(pool, statement -> {});
    }

    /** @param observer is told of every statement before it runs */
    public Database(HikariDataSource pool, Consumer<Statement> observer) {
        this.pool = pool;
        this.observer = observer;
    }

    /** How a transaction sees the work of others. */
    public enum Isolation {
        READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
        REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ);

        private final int level;

        Isolation(int level) {
            this.level = level;
        }
    }

    /** Every row through {@code reader}, in order. */
    public <T> List<T> list(Statement statement, Function<Row, T> reader) {
        return withConnection(connection -> {
            try (var prepared = prepare(connection, statement);
                    var results = prepared.executeQuery()) {
                var rows = new ArrayList<T>();
                var row = new Row(results);
                while (results.next()) {
                    rows.add(reader.apply(row));
                }
                return rows;
            }
        });
    }

    /** The only row, or empty when there is none. */
    public <T> Optional<T> find(Statement statement, Function<Row, T> reader) {
        var rows = list(statement, reader);
        if (rows.size() > 1) {
            throw new IllegalStateException("expected at most one row, got " + rows.size());
        }
        return rows.stream().findFirst();
    }

    /**
     * Every row through {@code reader}, in order, only some of them in memory at a time. Needs an open transaction, whose
     * connection is taken as long as it goes on.
     */
    public void each(Statement statement, Consumer<Row> reader) {
        withConnection(connection -> {
            try (var prepared = prepare(connection, statement)) {
                prepared.setFetchSize(ROWS_AT_A_TIME);
                try (var results = prepared.executeQuery()) {
                    var row = new Row(results);
                    while (results.next()) {
                        reader.accept(row);
                    }
                }
                return true;
            }
        });
    }

    /** The number of rows written. */
    public int execute(Statement statement) {
        return withConnection(connection -> {
            try (var prepared = prepare(connection, statement)) {
                return prepared.executeUpdate();
            }
        });
    }

    /** Runs statements without parameters, several in one text if need be: DDL. */
    public void executeScript(String fixedSql) {
        withConnection(connection -> {
            try (var plain = connection.createStatement()) {
                return plain.execute(fixedSql);
            }
        });
    }

    public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        return inTransaction(Isolation.READ_COMMITTED, work);
    }

    /** Runs {@code work} in one transaction: committed when it returns, rolled back when it throws. Joins an open one. */
    public <T extends @Nullable Object> T inTransaction(Isolation isolation, Supplier<T> work) {
        if (CURRENT.isBound()) {
            return work.get();
        }
        var transaction = new Transaction();
        var result = withConnection(connection -> transaction.run(connection, isolation, work));
        transaction.committed();
        return result;
    }

    /** Whether the calling thread is inside {@link #inTransaction}. */
    public boolean isInTransaction() {
        return CURRENT.isBound();
    }

    /** Marks the open transaction so that it is rolled back although its work returns normally: a dry run. */
    public void rollBackAtEnd() {
        CURRENT.get().rollBackAtEnd = true;
    }

    /**
     * Runs {@code action} once the open transaction has committed, at once when none is open, and never when it is
     * rolled back.
     */
    public void afterCommit(Runnable action) {
        if (CURRENT.isBound()) {
            CURRENT.get().afterCommit.add(action);
        } else {
            action.run();
        }
    }

    /** Runs {@code work}, undoing only its own statements when it throws. Needs an open transaction. */
    public <T extends @Nullable Object> T inSavepoint(Supplier<T> work) {
        return withConnection(connection -> {
            var savepoint = connection.setSavepoint();
            try {
                var result = work.get();
                connection.releaseSavepoint(savepoint);
                return result;
            } catch (RuntimeException failed) {
                connection.rollback(savepoint);
                throw failed;
            }
        });
    }

    /** Runs {@code work} on a raw connection, for what statements cannot express: COPY, notifications. */
    public <T extends @Nullable Object> T withConnection(ConnectionWork<T> work) {
        try {
            if (CURRENT.isBound()) {
                return work.run(CURRENT.get().connection());
            }
            try (var connection = pool.getConnection()) {
                return work.run(connection);
            }
        } catch (SQLException failed) {
            throw SqlFailures.toException(failed);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private PreparedStatement prepare(Connection connection, Statement statement) throws SQLException {
        observer.accept(statement);
        var prepared = connection.prepareStatement(statement.text());
        try {
            if (statement.planning() == Statement.Planning.EACH_TIME) {
                // The unnamed statement of the protocol is planned with its values, every time.
                prepared.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
            var index = 1;
            for (var parameter : statement.parameters()) {
                bind(prepared, index++, parameter);
            }
            return prepared;
        } catch (SQLException | RuntimeException failed) {
            prepared.close();
            throw failed;
        }
    }

    private static void bind(PreparedStatement prepared, int index, @Nullable Object parameter) throws SQLException {
        switch (parameter) {
            case null -> prepared.setNull(index, Types.NULL);
            case String text -> prepared.setString(index, text);
            case UUID id -> prepared.setObject(index, id);
            case Instant instant -> prepared.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case LocalDate date -> prepared.setObject(index, date);
            case BigDecimal decimal -> prepared.setBigDecimal(index, decimal);
            case byte[] bytes -> prepared.setBytes(index, bytes);
            case Object[] elements ->
                prepared.setArray(index, prepared.getConnection().createArrayOf(elementType(elements), elements));
            case Object other -> prepared.setObject(index, other);
        }
    }

    private static String elementType(Object[] elements) {
        return switch (elements) {
            case UUID[] ids -> "uuid";
            case Long[] numbers -> "int8";
            case Integer[] numbers -> "int4";
            case Boolean[] flags -> "bool";
            default -> "text";
        };
    }

    /** Work on a raw connection. The connection is the pool's: never close it, never keep it. */
    @FunctionalInterface
    public interface ConnectionWork<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    private static final class Transaction {
        private final List<Runnable> afterCommit = new ArrayList<>();
        private @Nullable Connection connection;
        private boolean rollBackAtEnd;

        Connection connection() {
            return java.util.Objects.requireNonNull(connection);
        }

        <T extends @Nullable Object> T run(Connection opened, Isolation isolation, Supplier<T> work)
                throws SQLException {
            connection = opened;
            var before = opened.getTransactionIsolation();
            opened.setAutoCommit(false);
            try {
                if (before != isolation.level) {
                    opened.setTransactionIsolation(isolation.level);
                }
                var result = ScopedValue.where(CURRENT, this).call(work::get);
                if (rollBackAtEnd) {
                    opened.rollback();
                } else {
                    opened.commit();
                }
                return result;
            } catch (RuntimeException | Error failed) {
                rollBackAtEnd = true;
                opened.rollback();
                throw failed;
            } finally {
                opened.setAutoCommit(true);
                if (before != isolation.level) {
                    opened.setTransactionIsolation(before);
                }
            }
        }

        void committed() {
            if (!rollBackAtEnd) {
                afterCommit.forEach(Runnable::run);
            }
        }
    }
}
