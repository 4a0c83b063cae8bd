package app.kasar.duplicates.fuzzy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The words of postal addresses: each in one spelling, and which of them say little. */
final class Streets {
    private static final Map<String, String> SPELLINGS = new HashMap<>();

    static {
        spell("st", "street", "str", "saint");
        spell("ave", "avenue", "av", "aven");
        spell("blvd", "boulevard", "blv", "boul", "bd");
        spell("rd", "road");
        spell("dr", "drive", "drv");
        spell("ln", "lane");
        spell("ct", "court", "crt");
        spell("pl", "place", "plc");
        spell("sq", "square", "sqr");
        spell("cres", "crescent", "cr", "crest");
        spell("cct", "circuit");
        spell("cir", "circle", "circ");
        spell("ter", "terrace", "terr", "tce");
        spell("pkwy", "parkway", "pky");
        spell("hwy", "highway", "hiway");
        spell("cl", "close");
        spell("gdns", "gardens", "gdn", "garden");
        spell("gr", "grove");
        spell("apt", "apartment", "appt");
        spell("fl", "floor", "flr");
        spell("ste", "suite");
        spell("bldg", "building");
        spell("ctr", "center", "centre", "cntr");
        spell("n", "north", "nord");
        spell("s", "south", "sud");
        spell("e", "east");
        spell("w", "west");
        spell("mt", "mount");
        spell("ft", "fort");
        spell("1st", "first");
        spell("2nd", "second");
        spell("3rd", "third");
        spell("4th", "fourth");
        spell("5th", "fifth");
        spell("6th", "sixth");
        spell("7th", "seventh");
        spell("8th", "eighth");
        spell("9th", "ninth");
        spell("10th", "tenth");
        spell("strasse", "strase");
        spell("pza", "plaza", "piazza", "platz");
    }

    private static final Set<String> LITTLE = Set.of(
            "st", "ave", "blvd", "rd", "dr", "ln", "ct", "pl", "sq", "cres", "cct", "cir", "ter", "pkwy", "hwy", "cl",
            "gdns", "gr", "apt", "fl", "ste", "bldg", "ctr", "n", "s", "e", "w", "rue", "strasse", "via", "calle", "de",
            "la", "le", "du", "the", "of", "at", "near", "between", "and", "off", "pza", "in", "no");

    private Streets() {}

    private static void spell(String one, String... others) {
        for (var other : others) {
            SPELLINGS.put(other, one);
        }
    }

    /** Words, each in its one spelling. */
    static String normal(String words) {
        var text = new StringBuilder(words.length());
        for (var word : words.split(" ")) {
            text.append(text.isEmpty() ? "" : " ").append(SPELLINGS.getOrDefault(word, word));
        }
        return text.toString();
    }

    /** How much a word in common says. */
    static double weight(String word) {
        return LITTLE.contains(word) ? 0.25 : 1;
    }

    static boolean isNumber(String word) {
        return !word.isEmpty() && word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }
}
