package app.kasar.duplicates.fuzzy;

import java.util.Arrays;
import java.util.List;

/**
 * Chooses the pairs worth comparing: records that share one of many keys, each made so that few records share it by chance.
 * Keys shared by too many are not looked at: those records meet by their other keys, or have nothing rare in common.
 */
final class Blocking {
    /** Populations up to this many records can afford keys that many share. */
    static final int SMALL = 20_000;

    private static final int LARGE = 300_000;
    /** Of a key that many share, in a small population, so many are compared with each: a hundred equal records make a chain. */
    private static final int NEIGHBOURS = 3;

    private final int size;
    private final int most;
    private final Pairs pairs = new Pairs();

    private Blocking(int size) {
        this.size = size;
        this.most = size <= SMALL ? 120 : size <= LARGE ? 30 : 16;
    }

    static Pairs of(Population population, List<KeyRule> rules) {
        var blocking = new Blocking(population.size());
        rules.forEach(blocking::apply);
        blocking.pairs.settle();
        return blocking.pairs;
    }

    private void apply(KeyRule rule) {
        var entries = new Entries(size);
        for (var record = 0; record < size; record++) {
            var place = record;
            rule.keys(record, key -> entries.add(key, place));
        }
        entries.forEachBlock(this::pair);
    }

    private void pair(long[] entries, int from, int to) {
        var isSmall = to - from <= most;
        if (!isSmall && size > SMALL) {
            return;
        }
        for (var one = from; one < to; one++) {
            var end = isSmall ? to : Math.min(to, one + 1 + NEIGHBOURS);
            for (var other = one + 1; other < end; other++) {
                if ((int) entries[one] != (int) entries[other]) {
                    pairs.add((int) entries[one], (int) entries[other]);
                }
            }
        }
    }

    /** Records by key: 32 bits of the key's hash, 32 of the place. Keys that collide cost a comparison in vain. */
    private static final class Entries {
        private long[] entries;
        private int count;

        Entries(int size) {
            entries = new long[size + 16];
        }

        void add(long key, int record) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, count * 2);
            }
            entries[count++] = (key * 0x9E3779B97F4A7C15L & 0xFFFFFFFF00000000L) | record;
        }

        void forEachBlock(Block block) {
            Arrays.parallelSort(entries, 0, count);
            var from = 0;
            for (var to = 1; to <= count; to++) {
                if (to == count || entries[to] >>> 32 != entries[from] >>> 32) {
                    if (to - from > 1) {
                        block.of(entries, from, to);
                    }
                    from = to;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Block {
        void of(long[] entries, int from, int to);
    }
}
