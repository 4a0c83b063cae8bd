package app.kasar.duplicates.fuzzy;

import java.util.Arrays;

/** Pairs of records, each once, the smaller place first. */
final class Pairs {
    private long[] pairs = new long[1024];
    private int size;
    private int sorted;

    void add(int one, int other) {
        if (size == pairs.length) {
            settle();
            if (size > pairs.length * 3L / 4) {
                pairs = Arrays.copyOf(pairs, (int) Math.min(Integer.MAX_VALUE - 8L, pairs.length * 2L));
            }
        }
        pairs[size++] = (long) Math.min(one, other) << 32 | Math.max(one, other);
    }

    /** Sorts, and leaves each pair once. To be called after the last was added. */
    void settle() {
        if (sorted == size) {
            return;
        }
        Arrays.parallelSort(pairs, 0, size);
        var kept = 0;
        for (var index = 0; index < size; index++) {
            if (kept == 0 || pairs[kept - 1] != pairs[index]) {
                pairs[kept++] = pairs[index];
            }
        }
        size = kept;
        sorted = kept;
    }

    int size() {
        return size;
    }

    int one(int index) {
        return (int) (pairs[index] >>> 32);
    }

    int other(int index) {
        return (int) pairs[index];
    }
}
