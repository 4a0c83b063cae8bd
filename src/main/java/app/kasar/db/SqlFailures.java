package app.kasar.db;

import app.kasar.problem.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/**
 * The one table from SQLSTATE to what it means for us.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class SqlFailures {
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25006");
    private static final Set<String> SCHEMA_MOVED_ON = Set.of("42P01", "42703", "0A000", "3F000", "42883", "42704");
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "55P03");

    private SqlFailures() {}

    /** {@link Problem}, {@link ConstraintViolation}, {@link StaleSnapshot}, {@link Contention}, or {@link SqlFailure} for a fault of ours. */
    public static RuntimeException toException(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (failure instanceof SQLTransientConnectionException || state.startsWith("08") || AWAY.contains(state)) {
            return Problem.unavailable("the database cannot be reached; try again", RETRY_AFTER_SECONDS, failure);
        }
        if (SCHEMA_MOVED_ON.contains(state)) {
            return new SqlFailure(failure, true);
        }
        if (TRY_AGAIN.contains(state)) {
            return new Contention(failure);
        }
        return switch (state) {
            case "23505" -> violation(ConstraintViolation.Kind.UNIQUE, failure);
            case "23503" -> violation(ConstraintViolation.Kind.FOREIGN_KEY, failure);
            case "23502" -> violation(ConstraintViolation.Kind.NOT_NULL, failure);
            case "23514" -> violation(ConstraintViolation.Kind.CHECK, failure);
            case "22003", "22P02", "22007", "22008", "22001", "22021", "54000" ->
                violation(ConstraintViolation.Kind.VALUE, failure);
            default -> new SqlFailure(failure, false);
        };
    }

    private static ConstraintViolation violation(ConstraintViolation.Kind kind, SQLException failure) {
        var details = failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (details == null) {
            return new ConstraintViolation(kind, null, failure);
        }
        var name = kind == ConstraintViolation.Kind.NOT_NULL ? details.getColumn() : details.getConstraint();
        return new ConstraintViolation(kind, name, failure);
    }
}
