package app.kasar.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the valid name a caller most likely meant. */
public final class NearestName {
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(3);

    private NearestName() {}

    /** The nearest of {@code valid} by edit distance or shared beginning, if one is near enough to be a likely slip. */
    public static Optional<String> of(String name, Collection<String> valid) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(candidate -> distance(wanted, candidate) <= Math.max(1, wanted.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(wanted, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** "; did you mean 'limit'?", or nothing when no valid name is near. */
    public static String hint(String name, Collection<String> valid) {
        return of(name, valid).map("; did you mean '%s'?"::formatted).orElse("");
    }

    private static int distance(String wanted, String candidate) {
        var other = candidate.toLowerCase(Locale.ROOT);
        if (wanted.length() > 2 && (other.startsWith(wanted) || wanted.startsWith(other))) {
            return 1;
        }
        var distance = DISTANCE.apply(wanted, other);
        return distance < 0 ? Integer.MAX_VALUE : distance;
    }
}
