package app.kasar.db;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row a reader stands on. Columns count from 1. Valid only inside the reader's call. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    public @Nullable String text(int column) {
        return read(() -> results.getString(column));
    }

    /** As {@link #text}, for a column that cannot be null. */
    public String requiredText(int column) {
        return required(text(column), column);
    }

    public @Nullable UUID uuid(int column) {
        return read(() -> results.getObject(column, UUID.class));
    }

    public UUID requiredUuid(int column) {
        return required(uuid(column), column);
    }

    public boolean isTrue(int column) {
        return read(() -> results.getBoolean(column));
    }

    public int integer(int column) {
        return read(() -> results.getInt(column));
    }

    public long number(int column) {
        return read(() -> results.getLong(column));
    }

    public boolean isNull(int column) {
        return read(() -> {
            results.getObject(column);
            return results.wasNull();
        });
    }

    /** A double precision number, the same however the driver got it; null when the column is. */
    @SuppressWarnings("NullAway")
    public @Nullable Double real(int column) {
        return read(() -> {
            var number = results.getDouble(column);
            return results.wasNull() ? null : number;
        });
    }

    public @Nullable BigDecimal decimal(int column) {
        return read(() -> results.getBigDecimal(column));
    }

    public @Nullable LocalDate date(int column) {
        return read(() -> results.getObject(column, LocalDate.class));
    }

    public @Nullable Instant instant(int column) {
        var moment = read(() -> results.getObject(column, OffsetDateTime.class));
        return moment == null ? null : moment.toInstant();
    }

    public byte @Nullable [] bytes(int column) {
        return read(() -> results.getBytes(column));
    }

    /** The elements of a text array; null when the array is null. */
    @SuppressWarnings("NullAway")
    public @Nullable List<String> texts(int column) {
        return read(() -> {
            Array array = results.getArray(column);
            return array == null ? null : List.of((String[]) array.getArray());
        });
    }

    /** The elements of a UUID array; null when the array is null. */
    @SuppressWarnings("NullAway")
    public @Nullable List<UUID> uuids(int column) {
        return read(() -> {
            Array array = results.getArray(column);
            return array == null ? null : List.of((UUID[]) array.getArray());
        });
    }

    private static <T> T required(@Nullable T value, int column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    // NullAway does not follow a null through a lambda's type argument.
    @SuppressWarnings("NullAway")
    private static <T extends @Nullable Object> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException failed) {
            throw SqlFailures.toException(failed);
        }
    }

    @FunctionalInterface
    private interface Reading<T extends @Nullable Object> {
        T read() throws SQLException;
    }
}
