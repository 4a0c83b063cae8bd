package app.kasar.transfer.imports;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each column of a file is for. */
record ColumnMapping(List<Column> columns) {
    ColumnMapping {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param name as the file has it
     * @param target null when the column is left out
     */
    record Column(String name, @Nullable Target target) {}

    /** The columns that are left out. */
    List<String> unmapped() {
        return columns.stream()
                .filter(column -> column.target() == null)
                .map(Column::name)
                .toList();
    }

    /** Whether a column is for this field, or for the target of this name. */
    boolean hasField(String name) {
        return columns.stream()
                .map(Column::target)
                .filter(Objects::nonNull)
                .anyMatch(target ->
                        target.name().equals(name) || target.fieldName().equals(name));
    }

    boolean has(String target) {
        return columns.stream()
                .map(Column::target)
                .filter(Objects::nonNull)
                .anyMatch(known -> known.name().equals(target));
    }
}
