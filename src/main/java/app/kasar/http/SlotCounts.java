package app.kasar.http;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests counted by slots of five seconds, over as many slots as a window of a minute can touch. So the total is never
 * less than what any sixty seconds ending now have seen.
 *
 * @param newest number of the slot the first count belongs to
 * @param counts newest first; always {@link #SLOTS} of them
 */
record SlotCounts(long newest, List<Integer> counts) {
    static final int SLOTS = 13;
    static final long SLOT_MILLIS = 5_000;

    SlotCounts {
        var whole = new ArrayList<>(counts);
        while (whole.size() < SLOTS) {
            whole.add(0);
        }
        counts = List.copyOf(whole.subList(0, SLOTS));
    }

    static long slotAt(long epochMillis) {
        return Math.floorDiv(epochMillis, SLOT_MILLIS);
    }

    /** The same counts seen later; earlier changes nothing, so that a clock behind the others' cannot revive the past. */
    SlotCounts advancedTo(long slot) {
        if (slot <= newest) {
            return this;
        }
        var shifted = new ArrayList<Integer>(SLOTS);
        for (var passed = newest + 1; passed <= slot && shifted.size() < SLOTS; passed++) {
            shifted.add(0);
        }
        shifted.addAll(counts);
        return new SlotCounts(slot, shifted);
    }

    int total() {
        var total = 0;
        for (var count : counts) {
            total += count;
        }
        return total;
    }

    /** @param change negative gives back; nothing happens when the slot has left the window */
    SlotCounts changed(long slot, int change) {
        var index = newest - slot;
        if (index < 0 || index >= SLOTS) {
            return this;
        }
        var changed = new ArrayList<>(counts);
        changed.set((int) index, Math.max(0, changed.get((int) index) + change));
        return new SlotCounts(newest, changed);
    }

    /** When the oldest counted request leaves the window, in epoch milliseconds. */
    long oldestLeavesAt() {
        for (var index = SLOTS - 1; index > 0; index--) {
            if (counts.get(index) > 0) {
                return (newest - index + SLOTS) * SLOT_MILLIS;
            }
        }
        return (newest + SLOTS) * SLOT_MILLIS;
    }
}
