package app.kasar.query.request;

import app.kasar.problem.Fault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a list was asked for.
 *
 * @param sort empty means the object's default order
 * @param fields names to show; empty means all
 * @param search words to find; null means none
 * @param faults what is wrong with the request's shape; planning adds what is wrong with its meaning and refuses it for all
 */
public record ListRequest(
        Optional<FilterNode> filter,
        List<SortKey> sort,
        List<String> fields,
        @Nullable String search,
        Paging paging,
        List<Fault> faults) {

    /** Every record, in the default order. */
    public static final ListRequest EVERYTHING =
            new ListRequest(Optional.empty(), List.of(), List.of(), null, new Paging(1, null, true), List.of());

    public ListRequest {
        sort = List.copyOf(sort);
        fields = List.copyOf(fields);
        faults = List.copyOf(faults);
    }

    /**
     * Which part of the list.
     *
     * @param limit rows on the page
     * @param cursor where the page before ended; null means the first page
     * @param withTotal whether the exact number of all records is wanted
     */
    public record Paging(int limit, @Nullable String cursor, boolean withTotal) {}
}
