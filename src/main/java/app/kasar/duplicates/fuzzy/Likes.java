package app.kasar.duplicates.fuzzy;

import java.util.List;

/**
 * Records that are alike enough to be the same.
 *
 * @param records by the places they were added at, in order
 * @param score the probability of the weakest link that holds them together
 * @param pairs the links between them, strongest first, the first {@link #MOST_PAIRS}
 */
public record Likes(List<Integer> records, double score, List<Pair> pairs) {
    public static final int MOST_PAIRS = 100;

    public Likes {
        records = List.copyOf(records);
        pairs = List.copyOf(pairs);
    }

    /**
     * Two records that are alike.
     *
     * @param score the probability that they are the same
     * @param reasons what speaks for it, strongest first
     */
    public record Pair(int one, int other, double score, List<String> reasons) {
        public Pair {
            reasons = List.copyOf(reasons);
        }
    }

    /** What speaks for the group: all reasons of its pairs. */
    public List<String> reasons() {
        return pairs.stream()
                .flatMap(pair -> pair.reasons().stream())
                .distinct()
                .toList();
    }
}
