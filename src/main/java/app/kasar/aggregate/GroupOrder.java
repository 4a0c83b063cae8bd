package app.kasar.aggregate;

import app.kasar.query.request.SortKey.Direction;

/** One key of the order of groups: a metric or a name grouped by, by its place. Empty values come last in both directions. */
record GroupOrder(By by, int index, Direction direction) {
    /** What is ordered by. */
    enum By {
        METRIC,
        GROUP
    }
}
