package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares names of companies and things: without legal forms, in any order of words, rare words counting more, and with
 * the ways in which companies are called in short.
 */
final class OrganizationComparison implements Comparison {
    private static final int SAME = 0;
    private static final int NEAR = 1;
    private static final int SHORT = 2;
    private static final int CONTAINED = 3;
    private static final int SIMILAR = 4;
    private static final int PARTLY = 5;
    private static final int DIFFERENT = 6;

    private static final double MOST_FOR_SIMILAR = 2;

    private final Column column;
    private final String[][] words;
    private final String[] joined;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final double size;

    OrganizationComparison(Column column, int size) {
        this.column = column;
        this.size = size;
        var dictionary = column.dictionary();
        this.words = new String[dictionary.size()][];
        this.joined = new String[dictionary.size()];
        for (var code = 0; code < words.length; code++) {
            words[code] =
                    Fold.without(dictionary.text(code), PlainWords.LEGAL_FORMS).split(" ");
            joined[code] = sorted(words[code]);
            names.merge(joined[code], dictionary.count(code), Integer::sum);
            for (var word : words[code]) {
                counts.merge(word, dictionary.count(code), Integer::sum);
            }
        }
    }

    private static String sorted(String[] words) {
        var copy = words.clone();
        java.util.Arrays.sort(copy);
        return String.join(" ", copy);
    }

    String[] words(int record) {
        return column.isEmpty(record) ? new String[0] : words[column.code(record)];
    }

    int count(String word) {
        return counts.getOrDefault(word, 0);
    }

    @Override
    public List<Measure> measures() {
        return List.of(new Measure(
                column.field().name(),
                List.of("same", "nearly the same", "in short", "one within the other", "similar", "partly the same"),
                new double[] {.55, .13, .08, .06, .06, .05, .07},
                new double[] {.0008, .0008, .002, .004, .006, .05, .9364}));
    }

    @Override
    public void compare(int one, int other, byte[] levels, int at) {
        levels[at] = column.isEmpty(one) || column.isEmpty(other)
                ? Measure.MISSING
                : (byte) level(column.code(one), column.code(other));
    }

    /** Where both names have words of their own, there may be two departments, shops or subsidiaries. */
    @Override
    public double ceiling(byte[] levels, int at) {
        return switch (levels[at]) {
            case DIFFERENT -> NEVER;
            case SIMILAR, PARTLY -> MOST_FOR_SIMILAR;
            default -> Double.MAX_VALUE;
        };
    }

    private int level(int one, int other) {
        if (one == other || joined[one].equals(joined[other])) {
            return SAME;
        }
        var overlap = overlap(words[one], words[other]);
        var whole = String.join("", words[one]);
        var otherWhole = String.join("", words[other]);
        if (overlap.share() >= 0.93 || areMistyped(whole, otherWhole) || areMistyped(text(one), text(other))) {
            return NEAR;
        }
        if (isAcronym(words[one], words[other]) || isAcronym(words[other], words[one])) {
            return SHORT;
        }
        if (overlap.less() >= 0.93) {
            return CONTAINED;
        }
        if (overlap.share() >= 0.65) {
            return SIMILAR;
        }
        return overlap.share() >= 0.3 || Likeness.isAlike(whole, otherWhole, 0.88) ? PARTLY : DIFFERENT;
    }

    private String text(int code) {
        return column.dictionary().text(code).replace(" ", "");
    }

    /** Whether a slip or two make one name of the other. Numbers are no slips: Store 12 is not Store 13. */
    private static boolean areMistyped(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        return shorter > 4
                && (Likeness.isOneEdit(one, other)
                        || shorter > 9 && Likeness.isTwoEdits(one, other)
                        || Likeness.isAlike(one, other, 0.96))
                && !areNumberedApart(one, other);
    }

    private static boolean areNumberedApart(String one, String other) {
        var number = Words.digits(one);
        var otherNumber = Words.digits(other);
        return !number.isEmpty() && !otherNumber.isEmpty() && !number.equals(otherNumber);
    }

    /**
     * @param share of both names' words that are in both, by weight
     * @param less the larger of each name's share
     */
    private record Overlap(double share, double less) {}

    private Overlap overlap(String[] ones, String[] others) {
        var taken = new boolean[others.length];
        var common = 0.0;
        var otherCommon = 0.0;
        var whole = 0.0;
        var otherWhole = 0.0;
        for (var word : others) {
            otherWhole += weight(word);
        }
        for (var word : ones) {
            whole += weight(word);
            var index = find(word, others, taken);
            if (index >= 0) {
                taken[index] = true;
                common += weight(word);
                otherCommon += weight(others[index]);
            }
        }
        var share = (common + otherCommon) / (whole + otherWhole);
        return new Overlap(share, Math.max(common / whole, otherCommon / otherWhole));
    }

    private static int find(String word, String[] others, boolean[] taken) {
        for (var index = 0; index < others.length; index++) {
            if (!taken[index] && word.equals(others[index])) {
                return index;
            }
        }
        for (var index = 0; index < others.length; index++) {
            if (!taken[index] && (Words.isNearly(word, others[index]) || isAbbreviation(word, others[index]))) {
                return index;
            }
        }
        return -1;
    }

    /** Bits of the word: one in a thousand names has ten. */
    private double weight(String word) {
        return Math.log((size + 1) / (counts.getOrDefault(word, 0) + 0.5)) + 0.5;
    }

    /** Whether one word is the other cut off, or without some of its letters: log(istics), p(ac)k(a)g(ing). */
    static boolean isAbbreviation(String one, String other) {
        var shorter = one.length() < other.length() ? one : other;
        var longer = one.length() < other.length() ? other : one;
        if (shorter.length() < 2 || shorter.length() * 1.3 > longer.length() || shorter.charAt(0) != longer.charAt(0)) {
            return false;
        }
        if (longer.startsWith(shorter)) {
            return shorter.length() > 2;
        }
        return isWithoutVowels(shorter, longer);
    }

    private static boolean isWithoutVowels(String shorter, String longer) {
        var at = 0;
        for (var index = 0; index < longer.length() && at < shorter.length(); index++) {
            if (longer.charAt(index) == shorter.charAt(at)) {
                at++;
            }
        }
        return at == shorter.length() && shorter.chars().skip(1).noneMatch(letter -> "aeiou".indexOf(letter) >= 0);
    }

    /** Whether a name is the initials of another: ibm. */
    private static boolean isAcronym(String[] one, String[] other) {
        if (other.length < 2 || one.length > 1 && one[0].length() > 1) {
            return false;
        }
        var letters = String.join("", one);
        var initials = new StringBuilder();
        for (var word : other) {
            initials.append(word.charAt(0));
        }
        return letters.length() > 1 && letters.contentEquals(initials);
    }

    @Override
    public double frequency(int measure, int one, int other, int level) {
        return level == SAME ? names.getOrDefault(joined[column.code(one)], 1) / size : 0;
    }

    List<String> rarest(int record, int most) {
        var chosen = new ArrayList<>(List.of(words(record)));
        chosen.sort(java.util.Comparator.comparingInt(this::count));
        return chosen.subList(0, Math.min(most, chosen.size()));
    }
}
