package app.kasar.duplicates;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;

/** Which record was read at which place, and when it was created: 24 bytes each. */
final class RecordIds {
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] created = new long[1024];
    private int size;

    void add(UUID id, long createdAt) {
        if (size == high.length) {
            high = Arrays.copyOf(high, size * 2);
            low = Arrays.copyOf(low, size * 2);
            created = Arrays.copyOf(created, size * 2);
        }
        high[size] = id.getMostSignificantBits();
        low[size] = id.getLeastSignificantBits();
        created[size++] = createdAt;
    }

    int size() {
        return size;
    }

    UUID id(int place) {
        return new UUID(high[place], low[place]);
    }

    long createdAt(int place) {
        return created[place];
    }

    /** The places of those records of some pairs that were read. */
    Map<UUID, Integer> places(Collection<Dismissals.Pair> pairs) {
        var wanted = new HashSet<UUID>();
        pairs.forEach(pair -> {
            wanted.add(pair.first());
            wanted.add(pair.second());
        });
        var places = new HashMap<UUID, Integer>();
        for (var place = 0; place < size && !wanted.isEmpty(); place++) {
            if (wanted.contains(id(place))) {
                places.put(id(place), place);
            }
        }
        return places;
    }
}
