package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.List;

/** Everything two records are compared by, in one array of levels. */
final class Comparisons {
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();

    /** People who share a date have more in common than an office. */
    private final List<Integer> birthdays = new ArrayList<>();

    Comparisons(Population population) {
        var size = population.size();
        var first = population.first(Trait.FIRST_NAME);
        var last = population.first(Trait.LAST_NAME);
        if (first.isPresent() && last.isPresent()) {
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
                case EMAIL, PHONE, SITE, STREET, CITY, POSTCODE, REGION, TEXT, REFERENCE ->
                    population.columns(trait).forEach(column -> add(Levels.of(column, size)));
            }
        }
    }

    private void add(Comparison comparison) {
        comparisons.add(comparison);
        starts.add(measures.size());
        comparison.measures().forEach(measure -> {
            measures.add(measure);
            owners.add(comparisons.size() - 1);
        });
    }

    List<Measure> measures() {
        return measures;
    }

    void compare(int one, int other, byte[] levels) {
        for (var index = 0; index < comparisons.size(); index++) {
            comparisons.get(index).compare(one, other, levels, starts.get(index));
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
        for (var index = 0; index < comparisons.size(); index++) {
            least = Math.min(least, comparisons.get(index).ceiling(levels, starts.get(index)));
        }
        return least;
    }

    /** As {@link Comparison#frequency}, for a measure of all. */
    double frequency(int measure, int one, int other, int level) {
        var owner = owners.get(measure);
        return comparisons.get(owner).frequency(measure - starts.get(owner), one, other, level);
    }
}
