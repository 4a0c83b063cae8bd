package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Finds records that are alike among many. The outcome does not depend on the order in which records or fields were given.
 *
 * <p>Reads of the whole are many and short; half the processors at most are used, because others work on the machine too.
 */
public final class NearDuplicates {
    /** Bits that a value in common can add or take at most by being rare or frequent. */
    private static final double MOST_FREQUENCY_BITS = 8;
    /** Values that go together, being rare together, are not to count twice over. */
    private static final double FREQUENCY_SHARE = 0.7;

    private final Population population;
    private final Comparisons comparisons;
    private final Pairs candidates;
    private final Weights weights;
    private final int threads;

    /** @param population complete; nothing may be added afterwards */
    public NearDuplicates(Population population) {
        this.population = population;
        this.threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        population.close();
        this.comparisons = new Comparisons(population);
        this.candidates = Blocking.of(population, KeyRules.of(population));
        this.weights = comparisons.areOfNamesAlone()
                ? Weights.expected(comparisons.measures())
                : Estimation.of(comparisons, candidates, population.size());
    }

    /** Two records and the odds, in bits, that they are the same. */
    record Link(int one, int other, double bits) {
        /** Strongest first, and always in the same order. */
        static final Comparator<Link> STRONGEST = Comparator.comparingDouble(Link::bits)
                .reversed()
                .thenComparingInt(Link::one)
                .thenComparingInt(Link::other);
    }

    Weights weights() {
        return weights;
    }

    Pairs candidates() {
        return candidates;
    }

    Comparisons comparisons() {
        return comparisons;
    }

    /**
     * Groups of records of the same thing, each record in one at most.
     *
     * @param threshold the probability from which two records are linked, above 0 and below 1
     * @param dismissed tells of two records, by the places they were added at, the smaller shifted left by 32 bits, that they
     *     are known to be different
     */
    public List<Likes> groups(double threshold, LongPredicate dismissed) {
        var least = Weights.bits(threshold / (1 - threshold));
        var links = links(least);
        links.removeIf(link -> dismissed.test(places(link.one(), link.other())));
        links.sort(Link.STRONGEST);
        var apart = (Clusters.Apart) (one, other) -> dismissed.test(places(one, other));
        return new Clusters(this, population.size(), apart)
                .of(links).stream().map(this::likes).toList();
    }

    private long places(int one, int other) {
        var place = population.place(one);
        var otherPlace = population.place(other);
        return (long) Math.min(place, otherPlace) << 32 | Math.max(place, otherPlace);
    }

    private List<Link> links(double least) {
        try (var workers = Executors.newFixedThreadPool(threads)) {
            var parts = IntStream.range(0, threads)
                    .<Callable<List<Link>>>mapToObj(part -> () -> links(least, part))
                    .toList();
            var links = new ArrayList<Link>();
            for (var part : workers.invokeAll(parts)) {
                links.addAll(part.get());
            }
            return links;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private List<Link> links(double least, int part) {
        var links = new ArrayList<Link>();
        var levels = new byte[comparisons.measures().size()];
        var end = (int) ((part + 1L) * candidates.size() / threads);
        for (var index = (int) ((long) part * candidates.size() / threads); index < end; index++) {
            var bits = bits(candidates.one(index), candidates.other(index), levels);
            if (bits >= least) {
                links.add(new Link(candidates.one(index), candidates.other(index), bits));
            }
        }
        return links;
    }

    /** @param levels for the levels found */
    double bits(int one, int other, byte[] levels) {
        if (comparisons.isNever(one, other, levels)) {
            return Comparison.NEVER;
        }
        comparisons.compare(one, other, levels);
        var more = new double[levels.length];
        for (var measure = 0; measure < levels.length; measure++) {
            more[measure] = frequencyBits(measure, one, other, levels[measure]);
        }
        return Math.min(weights.sum(levels, more), comparisons.ceiling(levels));
    }

    /**
     * Winkler's frequency-based weights: to have a rare value in common says more than a frequent one. The two records
     * themselves do not make their value a frequent one.
     */
    private double frequencyBits(int measure, int one, int other, int level) {
        var saysNothing = level == Measure.MISSING || comparisons.areOfNamesAlone();
        var frequency = saysNothing ? 0 : comparisons.frequency(measure, one, other, level);
        if (frequency == 0) {
            return 0;
        }
        var among = Math.max(frequency - 1.5 / population.size(), 0.5 / population.size());
        var bits = Weights.bits(weights.chance()[measure][level] / among);
        return Math.max(-MOST_FREQUENCY_BITS, Math.min(MOST_FREQUENCY_BITS, bits)) * FREQUENCY_SHARE;
    }

    private Likes likes(Clusters.Cluster cluster) {
        var pairs = cluster.links().stream().map(this::pair).toList();
        var records = cluster.records().stream().map(population::place).sorted().toList();
        return new Likes(records, Weights.probability(cluster.weakest()), pairs);
    }

    private Likes.Pair pair(Link link) {
        var levels = new byte[comparisons.measures().size()];
        var bits = bits(link.one(), link.other(), levels);
        var reasons = weights.reasons(levels);
        return new Likes.Pair(
                population.place(link.one()), population.place(link.other()), Weights.probability(bits), reasons);
    }
}
