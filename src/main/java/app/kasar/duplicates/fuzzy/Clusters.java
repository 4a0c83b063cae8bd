package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Links to groups: the strongest first, two groups becoming one where they are linked and, on the whole, alike. So a chain of
 * likenesses does not bring together what is not alike at all.
 */
final class Clusters {
    /** The average odds, in bits, between two groups that may become one. */
    private static final double LEAST_ON_THE_WHOLE = -2;
    /** No one pair decides for all. */
    private static final double MOST_OF_A_PAIR = 20;

    private static final int MOST_COMPARED = 60;

    private final NearDuplicates near;
    private final Apart apart;
    private final int[] group;
    private final Map<Integer, Cluster> clusters = new HashMap<>();

    /** Tells of two records whether they are known to be different. */
    @FunctionalInterface
    interface Apart {
        boolean test(int one, int other);
    }

    /**
     * Records of one thing.
     *
     * @param links between them, strongest first
     * @param weakest the odds of the weakest link that made them one, in bits
     */
    record Cluster(List<Integer> records, List<NearDuplicates.Link> links, double weakest) {}

    Clusters(NearDuplicates near, int size, Apart apart) {
        this.near = near;
        this.apart = apart;
        this.group = new int[size];
        for (var record = 0; record < size; record++) {
            group[record] = record;
        }
    }

    /** @param links strongest first */
    List<Cluster> of(List<NearDuplicates.Link> links) {
        for (var link : links) {
            var one = group[link.one()];
            var other = group[link.other()];
            if (one != other && isOneThing(cluster(one), cluster(other))) {
                unite(one, other, link.bits());
            }
        }
        for (var link : links) {
            var cluster = clusters.get(group[link.one()]);
            if (cluster != null
                    && group[link.one()] == group[link.other()]
                    && cluster.links().size() < Likes.MOST_PAIRS) {
                cluster.links().add(link);
            }
        }
        return clusters.values().stream()
                .sorted(Comparator.comparingDouble(Cluster::weakest)
                        .reversed()
                        .thenComparing(cluster -> cluster.records().getFirst()))
                .toList();
    }

    private Cluster cluster(int of) {
        var found = clusters.get(of);
        return found != null ? found : new Cluster(List.of(of), new ArrayList<>(), Double.MAX_VALUE);
    }

    private boolean isOneThing(Cluster one, Cluster other) {
        var sum = 0.0;
        var compared = 0;
        var levels = new byte[near.comparisons().measures().size()];
        for (var first : one.records()) {
            for (var second : other.records()) {
                if (apart.test(first, second)) {
                    return false;
                }
                if (compared < MOST_COMPARED) {
                    var bits = near.bits(first, second, levels);
                    sum += Math.max(-MOST_OF_A_PAIR, Math.min(MOST_OF_A_PAIR, bits));
                    compared++;
                }
            }
        }
        return sum / compared >= LEAST_ON_THE_WHOLE;
    }

    private void unite(int one, int other, double bits) {
        var larger = cluster(one).records().size() >= cluster(other).records().size() ? one : other;
        var smaller = larger == one ? other : one;
        var joined = cluster(smaller);
        var records = new ArrayList<>(cluster(larger).records());
        records.addAll(joined.records());
        var weakest = Math.min(bits, Math.min(cluster(larger).weakest(), joined.weakest()));
        joined.records().forEach(record -> group[record] = larger);
        clusters.remove(smaller);
        clusters.put(larger, new Cluster(records, new ArrayList<>(), weakest));
    }
}
