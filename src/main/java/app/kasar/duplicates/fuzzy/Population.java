package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The records to be compared, in memory: their values folded, known by their place alone. */
public final class Population {
    private static final Set<String> JOINING = Set.of("of", "de", "di", "von", "in", "at", "the", "du", "la", "den");

    private final List<Column> columns = new ArrayList<>();
    private final int[] order;
    private int[] places = {};
    private int size;

    public Population(List<Field> fields) {
        // First and last names are put into each other's place, so their codes must be comparable.
        var names = new Dictionary();
        order = IntStream.range(0, fields.size())
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer index) -> fields.get(index).trait())
                        .thenComparing(index -> fields.get(index).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (var index : order) {
            var field = fields.get(index);
            var isName = field.trait() == Trait.FIRST_NAME || field.trait() == Trait.LAST_NAME;
            columns.add(new Column(field, isName ? names : new Dictionary()));
        }
    }

    /** @param values a list for each field, in their order; empty where the record has none */
    public void add(List<List<String>> given) {
        var values = new ArrayList<List<String>>(order.length);
        for (var index : order) {
            values.add(given.get(index));
        }
        for (var index = 0; index < columns.size(); index++) {
            var isOrganization = columns.get(index).field().trait() == Trait.ORGANIZATION;
            columns.get(index).add(isOrganization ? withoutCity(values.get(index), values) : values.get(index));
        }
        size++;
    }

    /** Branches are told apart by their city, which the address says already: Ritz (Atlanta). */
    private List<String> withoutCity(List<String> names, List<List<String>> values) {
        for (var index = 0; index < columns.size(); index++) {
            if (columns.get(index).field().trait() == Trait.CITY
                    && !values.get(index).isEmpty()) {
                var city = Fold.words(values.get(index).getFirst());
                return names.stream().map(name -> withoutCity(name, city)).toList();
            }
        }
        return names;
    }

    private static String withoutCity(String name, String city) {
        var words = Fold.words(name);
        var before = words.length() - city.length() - 1;
        if (city.isEmpty() || before < 1 || !words.endsWith(" " + city)) {
            return name;
        }
        var rest = words.substring(0, before);
        return JOINING.contains(rest.substring(rest.lastIndexOf(' ') + 1)) ? name : rest;
    }

    /**
     * Puts the records into an order that depends on what they hold alone, so that nothing found does on the order in which
     * they came.
     */
    void close() {
        var hashes = new long[size];
        for (var column : columns) {
            column.dictionary().close();
            for (var record = 0; record < size; record++) {
                hashes[record] = hashes[record] * 1_000_003 + column.hash(record);
            }
        }
        places = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(record -> hashes[record]))
                .mapToInt(Integer::intValue)
                .toArray();
        columns.forEach(column -> column.order(places));
    }

    /** The record that was added at a place. */
    int record(int place) {
        return IntStream.range(0, size)
                .filter(record -> places[record] == place)
                .findFirst()
                .orElseThrow();
    }

    /** The place a record was added at. */
    int place(int record) {
        return places[record];
    }

    public int size() {
        return size;
    }

    /** Those of a trait that hold anything. */
    List<Column> columns(Trait trait) {
        return ofTrait(trait).filter(column -> !column.isEmpty()).toList();
    }

    /** The first of a trait, whether it holds anything or not. */
    Optional<Column> first(Trait trait) {
        return ofTrait(trait).findFirst();
    }

    private Stream<Column> ofTrait(Trait trait) {
        return columns.stream().filter(column -> column.field().trait() == trait);
    }
}
