package app.kasar.schema;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which lists of an object an index holds in their order already. */
public final class OrderedIndexes {
    private static final String PARTIAL = " WHERE ";
    private static final String PRESENT = " IS NOT NULL";

    private OrderedIndexes() {}

    /**
     * Whether an index leads from one record to the next in an order, of those records alone in which some columns have given
     * values.
     *
     * @param given columns, each with one value
     * @param order the column of the order, after which the id decides
     */
    public static boolean lead(ObjectSchema object, Set<String> given, String order) {
        return ObjectIndexes.of(object).stream()
                .flatMap(index -> columns(index.definition()).stream())
                .anyMatch(columns -> leads(columns, given, order));
    }

    private static boolean leads(List<String> columns, Set<String> given, String order) {
        return columns.size() == given.size() + 2
                && columns.get(given.size()).equals(order)
                && columns.getLast().equals("id")
                && new HashSet<>(columns.subList(0, given.size())).equals(given);
    }

    /** None of an index that is no plain list of columns, or that leaves out records for another reason than their lack of a value. */
    private static Optional<List<String>> columns(String definition) {
        var end = definition.indexOf(')');
        if (!definition.startsWith("(") || definition.lastIndexOf('(') > 0) {
            return Optional.empty();
        }
        var columns = Arrays.stream(definition.substring(1, end).split(", "))
                .map(OrderedIndexes::unquoted)
                .toList();
        var condition = definition.substring(end + 1);
        return condition.isEmpty() || columns.contains(present(condition)) ? Optional.of(columns) : Optional.empty();
    }

    private static String present(String condition) {
        return condition.startsWith(PARTIAL) && condition.endsWith(PRESENT)
                ? unquoted(condition.substring(PARTIAL.length(), condition.length() - PRESENT.length()))
                : "";
    }

    private static String unquoted(String column) {
        return column.replace("\"", "");
    }
}
