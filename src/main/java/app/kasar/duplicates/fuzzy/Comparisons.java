package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything two records are compared by, in one array of levels. */
final class Comparisons {
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();

    /** Too little for people of whom one name is quite another, though they share an address and a telephone. */
    private static final double MOST_FOR_OTHER_NAMES = 2;

    private boolean isOfPeople;

    /** What somebody has for oneself: who changes a name keeps one of these. For each, the levels that agree, as bits. */
    private final Map<Integer, Integer> personal = new HashMap<>();

    /** E-mail addresses of people. */
    private final List<Integer> mailboxes = new ArrayList<>();

    /** People who share a date have more in common than an office. */
    private final List<Integer> birthdays = new ArrayList<>();

    Comparisons(Population population) {
        var size = population.size();
        var first = population.first(Trait.FIRST_NAME);
        var last = population.first(Trait.LAST_NAME);
        if (first.isPresent() && last.isPresent()) {
            isOfPeople = true;
            add(new NameComparison(first.get(), last.get(), size));
        }
        population.first(Trait.ORGANIZATION).ifPresent(column -> add(new OrganizationComparison(column, size)));
        for (var trait : Trait.values()) {
            switch (trait) {
                case FIRST_NAME, LAST_NAME, ORGANIZATION -> {}
                case DATE ->
                    population.columns(trait).forEach(column -> {
                        if (first.isPresent()) {
                            birthdays.add(measures.size());
                        }
                        add(Levels.of(column, size));
                    });
                case EMAIL, PHONE, SITE, STREET, CITY, POSTCODE, REGION, TEXT, PROFILE, EMPLOYER, REFERENCE ->
                    population.columns(trait).forEach(column -> add(Levels.of(column, size)));
            }
        }
    }

    private void add(Comparison comparison) {
        comparisons.add(comparison);
        starts.add(measures.size());
        comparison.measures().forEach(measure -> {
            if (comparison instanceof ValueComparison values && values.agreeing() != 0) {
                personal.put(measures.size(), values.agreeing());
            }
            measures.add(placed(measure, comparison));
            owners.add(comparisons.size() - 1);
        });
    }

    private Measure placed(Measure measure, Comparison comparison) {
        if (!isOfPeople || !(comparison instanceof ValueComparison values)) {
            return measure;
        }
        return switch (values.trait()) {
            case PHONE, STREET, CITY, POSTCODE, REGION, SITE, EMPLOYER -> measure.ofSurroundings(Measure.ALL_LEVELS);
            case EMAIL -> {
                mailboxes.add(measures.size());
                yield measure.ofSurroundings(1 << Levels.SAME_DOMAIN);
            }
            case FIRST_NAME, LAST_NAME, ORGANIZATION, DATE, TEXT, PROFILE, REFERENCE -> measure;
        };
    }

    /** Whether two records are so far apart by name that nothing else needs to be looked at; most pairs are. */
    boolean isNever(int one, int other, byte[] levels) {
        if (comparisons.isEmpty()) {
            return true;
        }
        comparisons.getFirst().compare(one, other, levels, 0);
        if (comparisons.getFirst().ceiling(levels, 0) > Comparison.NEVER) {
            return false;
        }
        for (var measure : birthdays) {
            comparisons.get(owners.get(measure)).compare(one, other, levels, measure);
            if (levels[measure] == 0) {
                return false;
            }
        }
        return true;
    }

    List<Measure> measures() {
        return measures;
    }

    void compare(int one, int other, byte[] levels) {
        for (var index = 0; index < comparisons.size(); index++) {
            comparisons.get(index).compare(one, other, levels, starts.get(index));
        }
        forgetRepeatedNames(levels);
    }

    /** Whether there is nothing to go by but what things are called. */
    boolean areOfNamesAlone() {
        return comparisons.size() == 1 && comparisons.getFirst() instanceof OrganizationComparison;
    }

    /** Mailboxes are called after people, so what two of them have in common says nothing more where the names agree. */
    private void forgetRepeatedNames(byte[] levels) {
        for (var measure : mailboxes) {
            if (Levels.isOfMailboxName(levels[measure]) && NameComparison.agree(levels)) {
                levels[measure] = Measure.MISSING;
            }
        }
    }

    /** As {@link Comparison#ceiling}, of all together. */
    double ceiling(byte[] levels) {
        var least = Double.MAX_VALUE;
        for (var measure : birthdays) {
            if (levels[measure] == 0) {
                return least;
            }
        }
        if (isOfPeople && NameComparison.differ(levels, areBornApart(levels)) && !agreeInPersonal(levels)) {
            least = MOST_FOR_OTHER_NAMES;
        }
        for (var index = 0; index < comparisons.size(); index++) {
            least = Math.min(least, comparisons.get(index).ceiling(levels, starts.get(index)));
        }
        return least;
    }

    private boolean areBornApart(byte[] levels) {
        return birthdays.stream().anyMatch(measure -> levels[measure] >= Levels.BORN_APART);
    }

    private boolean agreeInPersonal(byte[] levels) {
        for (var measure : personal.entrySet()) {
            var level = levels[measure.getKey()];
            if (level != Measure.MISSING && (measure.getValue() >>> level & 1) == 1) {
                return true;
            }
        }
        return false;
    }

    /** As {@link Comparison#frequency}, for a measure of all. */
    double frequency(int measure, int one, int other, int level) {
        var owner = owners.get(measure);
        return comparisons.get(owner).frequency(measure - starts.get(owner), one, other, level);
    }
}
