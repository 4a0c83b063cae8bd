package app.kasar.db;

import org.jspecify.annotations.Nullable;

/** The database kept a rule the statement would have broken. Whoever wrote the statement knows what that means. */
public final class ConstraintViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which kind of rule. */
    public enum Kind {
        UNIQUE,
        FOREIGN_KEY,
        NOT_NULL,
        CHECK,
        VALUE
    }

    private final Kind kind;
    private final @Nullable String constraint;

    ConstraintViolation(Kind kind, @Nullable String constraint, Throwable cause) {
        super(kind + " " + constraint, cause);
        this.kind = kind;
        this.constraint = constraint;
    }

    public Kind kind() {
        return kind;
    }

    /** The constraint's or, for NOT_NULL, the column's name; null when the database named none. */
    public @Nullable String constraint() {
        return constraint;
    }
}
