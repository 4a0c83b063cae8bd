package app.kasar.query.request;

/** One key of an order, as the caller wrote it. */
public record SortKey(String field, Direction direction, String at) {
    /** Which end comes first; empty values come last in both. */
    public enum Direction {
        ASC,
        DESC
    }
}
