package app.kasar.demo;

import java.util.List;
import java.util.Random;

/** Chance that can be repeated. {@link Random} rather than another generator, because its numbers are fixed by its contract. */
final class Dice {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Random random = new Random();

    /** From here on the numbers depend on these two alone. */
    void begin(int seed, int index) {
        var mixed = (seed * SPREAD + index) * SPREAD;
        random.setSeed(mixed ^ (mixed >>> 29));
    }

    /** The generator itself, for libraries that draw from it. */
    Random random() {
        return random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean in100(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Between the two, small numbers much more often than large ones. */
    int skewed(int least, int most) {
        var logarithm = Math.log(least) + random.nextDouble() * (Math.log(most) - Math.log(least));
        return (int) Math.round(Math.exp(logarithm));
    }

    /** The pattern with a digit for each # and no blanks. */
    String phone(String pattern) {
        return digits(pattern.replace(" ", ""));
    }

    /** The pattern with a digit for each #. */
    String digits(String pattern) {
        var text = new StringBuilder(pattern);
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '#') {
                text.setCharAt(at, (char) ('0' + below(10)));
            }
        }
        return text.toString();
    }
}
