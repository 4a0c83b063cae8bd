package app.kasar.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What records are looked for by, best first. A record has the first rank it meets.
 *
 * @param queries each at least one; whatever meets an earlier one meets the last
 * @param except what records must not meet; null is nothing
 * @param parts each of which holds of whatever meets the last query
 * @param first the part whose records are looked through for the rest; null leaves it to the index on words
 */
record Ranks(
        List<WordQuery> queries,
        @Nullable WordQuery except,
        List<WordQuery> parts,
        @Nullable WordQuery first) {
    Ranks {
        queries = List.copyOf(queries);
        parts = List.copyOf(parts);
    }

    static Ranks of(List<WordQuery> queries, List<WordQuery> parts) {
        return new Ranks(queries, null, parts, null);
    }

    Ranks beginningWith(@Nullable WordQuery part) {
        return new Ranks(queries, except, parts, part);
    }

    WordQuery all() {
        return queries.getLast();
    }

    /** Each rank for itself: records that meet its query and none before. */
    List<Ranks> oneByOne() {
        var ranks = new ArrayList<Ranks>();
        var before = new ArrayList<WordQuery>();
        if (except != null) {
            before.add(except);
        }
        for (var query : queries) {
            ranks.add(new Ranks(List.of(query), before.isEmpty() ? null : WordQuery.any(before), parts, first));
            before.add(query);
        }
        return ranks;
    }
}
