package app.kasar.demo;

import java.util.List;
import java.util.Locale;

/** Names no two companies of a set share, each with the trade it speaks of. */
final class CompanyNames {
    private static final List<String> FIRST = words("""
            Amber Apex Arbor Aster Atlas Aurora Birch Blue Bright Cedar Cinder Clear Cobalt Copper Coral Crystal Dawn Delta
            Eagle East Ember Evergreen Falcon Fern First Frost Golden Granite Green Grey Harbor Hazel Heron High Indigo
            Iron Ivory Jade Juniper Keen Laurel Linden Lunar Maple Meridian Misty North Nova Oak Onyx Opal Orchard Pine
            Prime Quartz Raven Red Silver Solar South Stone Summit True West""");
    private static final List<String> SECOND = words("""
            Anchor Arch Bay Beacon Bell Bridge Brook Canyon Castle Cliff Coast Compass Cove Creek Crest Crown Dale Elm Field
            Fjord Forge Forest Fountain Garden Gate Glen Grove Haven Hill Hollow Island Key Lake Lantern Leaf Light Line
            Mark Meadow Mill Mountain Oar Path Peak Pillar Point Pond Port Reef Ridge River Rock Root Sail Shore Sky
            Spring Star Stream Tower Trail Valley Wave Wood""");
    private static final List<Trade> TRADES = List.of(
            new Trade("Logistics", "Logistics"),
            new Trade("Freight", "Logistics"),
            new Trade("Foods", "Food & Beverage"),
            new Trade("Bakeries", "Food & Beverage"),
            new Trade("Software", "Software"),
            new Trade("Systems", "Software"),
            new Trade("Analytics", "Software"),
            new Trade("Health", "Health Care"),
            new Trade("Clinics", "Health Care"),
            new Trade("Pharma", "Pharmaceuticals"),
            new Trade("Biotech", "Pharmaceuticals"),
            new Trade("Energy", "Energy"),
            new Trade("Solar", "Energy"),
            new Trade("Motors", "Automotive"),
            new Trade("Tools", "Manufacturing"),
            new Trade("Machines", "Manufacturing"),
            new Trade("Plastics", "Manufacturing"),
            new Trade("Textiles", "Textiles"),
            new Trade("Outfitters", "Retail"),
            new Trade("Markets", "Retail"),
            new Trade("Capital", "Financial Services"),
            new Trade("Insurance", "Insurance"),
            new Trade("Advisors", "Professional Services"),
            new Trade("Legal", "Professional Services"),
            new Trade("Media", "Media"),
            new Trade("Studios", "Media"),
            new Trade("Builders", "Construction"),
            new Trade("Interiors", "Construction"),
            new Trade("Hotels", "Hospitality"),
            new Trade("Travel", "Hospitality"),
            new Trade("Learning", "Education"),
            new Trade("Telecom", "Telecommunications"));
    private static final int SIZE = FIRST.size() * SECOND.size() * TRADES.size();
    /** Shares no divisor with SIZE, a power of two, so that multiplying by it meets every name once. */
    private static final long STRIDE = 77_777;

    private final int seed;

    CompanyNames(int seed) {
        this.seed = seed;
    }

    private record Trade(String word, String industry) {}

    /**
     * A company's name without its legal form.
     *
     * @param domain under {@code .example}, which no mail ever reaches; unlike that of any other index and any other seed
     */
    record CompanyName(String text, String industry, String domain) {}

    CompanyName of(int index) {
        var place = (int) Math.floorMod(index * STRIDE + seed * 7_919L, (long) SIZE);
        var trade = TRADES.get(place % TRADES.size());
        var rest = place / TRADES.size();
        var words = FIRST.get(rest % FIRST.size()) + " "
                + SECOND.get(rest / FIRST.size()).toLowerCase(Locale.ROOT);
        var round = index / SIZE;
        var text = joined(words) + " " + trade.word() + (round == 0 ? "" : " " + "I".repeat(round + 1));
        var label = text.toLowerCase(Locale.ROOT).replace(" ", "");
        return new CompanyName(text, trade.industry(), label + seed + ".example");
    }

    private static String joined(String words) {
        return words.replace(" ", "");
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
