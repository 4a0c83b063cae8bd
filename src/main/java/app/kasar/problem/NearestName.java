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

    /** The nearest of {@code valid} by edit distance (swapped letters count once) or as its beginning, if one is near enough to be a likely slip. */
    public static Optional<String> of(String name, Collection<String> valid) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(candidate -> isNear(wanted, distance(wanted, candidate)))
                .min(Comparator.<String>comparingInt(candidate -> distance(wanted, candidate))
                        .thenComparingInt(candidate -> Math.abs(wanted.length() - candidate.length()))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Whether so many edits may be slips; where every letter differs, they are none. */
    private static boolean isNear(String wanted, int distance) {
        return distance < wanted.length() && distance <= Math.max(1, wanted.length() / 3);
    }

    /** "; did you mean 'limit'?", or nothing when no valid name is near. */
    public static String hint(String name, Collection<String> valid) {
        return of(name, valid).map("; did you mean '%s'?"::formatted).orElse("");
    }

    /** {@link #hint}, or where no valid name is near all of {@code listed}: for families small enough to be listed. */
    public static String hintOrList(String name, Collection<String> valid, Collection<String> listed) {
        return of(name, valid)
                .map("; did you mean '%s'?"::formatted)
                .orElseGet(() -> "; known are " + String.join(", ", listed));
    }

    private static int distance(String wanted, String candidate) {
        var other = candidate.toLowerCase(Locale.ROOT);
        if (isSwapped(wanted, other)) {
            return 1;
        }
        var distance = DISTANCE.apply(wanted, other);
        if (distance >= 0) {
            return distance;
        }
        return wanted.length() > 2 && other.startsWith(wanted) ? 1 : Integer.MAX_VALUE;
    }

    /** Whether two neighbouring letters changed places, the commonest slip, which counts as two edits otherwise. */
    private static boolean isSwapped(String wanted, String other) {
        if (wanted.length() != other.length()) {
            return false;
        }
        var first = 0;
        while (first < wanted.length() && wanted.charAt(first) == other.charAt(first)) {
            first++;
        }
        return first + 1 < wanted.length()
                && wanted.charAt(first) == other.charAt(first + 1)
                && wanted.charAt(first + 1) == other.charAt(first)
                && wanted.substring(first + 2).equals(other.substring(first + 2));
    }
}
