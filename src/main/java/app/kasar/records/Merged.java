package app.kasar.records;

import java.util.List;

/**
 * What became of records that were made one.
 *
 * @param before all of them as they were, the survivor first, then the others oldest first
 */
public record Merged(Outcome.Written survivor, List<StoredRecord> before, List<MovedReference> moved) {
    public Merged {
        before = List.copyOf(before);
        moved = List.copyOf(moved);
    }

    /** How many references the survivor has now that it had not before. */
    public long relationsMoved() {
        return moved.stream()
                .filter(MovedReference::isNew)
                .map(reference -> List.of(reference.table(), reference.column(), reference.record()))
                .distinct()
                .count();
    }
}
