package app.kasar.duplicates.fuzzy;

import java.util.concurrent.atomic.AtomicLongArray;

/** Levels found before, for pairs of names that meet often. Forgets what it has no room for. Shared by threads. */
final class LevelCache {
    private static final int SIZE = 1 << 20;
    private static final int LEVEL_BITS = 3;

    /** A slot holds both codes, which name it was, and the level: all of it, or nothing of it, is one entry's. */
    private final AtomicLongArray slots = new AtomicLongArray(SIZE);

    /** -1 when it is not known. Codes take 30 bits. */
    int find(int one, int other, boolean isFirst) {
        var key = key(one, other, isFirst);
        var slot = slots.getPlain(slot(key));
        return slot >>> LEVEL_BITS == key ? (int) (slot & ((1 << LEVEL_BITS) - 1)) : -1;
    }

    void put(int one, int other, boolean isFirst, int level) {
        var key = key(one, other, isFirst);
        slots.setPlain(slot(key), key << LEVEL_BITS | level);
    }

    private static long key(int one, int other, boolean isFirst) {
        var least = Math.min(one, other) + 1L;
        return (least << 30 | Math.max(one, other)) << 1 | (isFirst ? 1 : 0);
    }

    private static int slot(long key) {
        var mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 44);
    }
}
