package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One field of all records. Each different value is kept once and known by its code, so a million records need a number
 * each and their different values.
 */
final class Column {
    static final int NONE = -1;

    private final Field field;
    private final Dictionary dictionary;
    private int[] codes = new int[1024];
    private Map<Integer, int[]> further = new HashMap<>();
    private int size;
    private int filled;

    Column(Field field, Dictionary dictionary) {
        this.field = field;
        this.dictionary = dictionary;
    }

    Field field() {
        return field;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    /** @param values of the next record, as they are stored */
    void add(List<String> values) {
        var found = new ArrayList<Integer>();
        for (var value : values) {
            var folded = Fold.of(field.trait(), value);
            if (!folded.isEmpty()) {
                found.add(dictionary.add(folded));
            }
        }
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, size * 2);
        }
        filled += found.isEmpty() ? 0 : 1;
        codes[size] = found.isEmpty() ? NONE : found.getFirst();
        if (found.size() > 1) {
            further.put(size, found.stream().skip(1).mapToInt(Integer::intValue).toArray());
        }
        size++;
    }

    /** Of all the values, whatever their codes. */
    long hash(int record) {
        var hash = isEmpty(record) ? 0L : hash(text(record));
        for (var code : further(record)) {
            hash += hash(dictionary.text(code)) * 31;
        }
        return hash;
    }

    private static long hash(String text) {
        var hash = 1125899906842597L;
        for (var at = 0; at < text.length(); at++) {
            hash = hash * 31 + text.charAt(at);
        }
        return hash;
    }

    /** @param places for each record, which it has been so far */
    void order(int[] places) {
        var ordered = new int[places.length];
        var orderedFurther = new HashMap<Integer, int[]>();
        for (var record = 0; record < places.length; record++) {
            ordered[record] = codes[places[record]];
            if (further.containsKey(places[record])) {
                orderedFurther.put(record, further(places[record]));
            }
        }
        codes = ordered;
        further = orderedFurther;
    }

    /** The first value's code; {@link #NONE} when there is no value. */
    int code(int record) {
        return codes[record];
    }

    private static final int[] NOTHING = {};

    /** The codes of all values but the first. */
    int[] further(int record) {
        return further.isEmpty() ? NOTHING : further.getOrDefault(record, NOTHING);
    }

    /** Whether most values are one record's own, or two records' that may be the same. */
    boolean isTelling() {
        return filled < dictionary.size() * 2.5;
    }

    /** Whether no record has a value. */
    boolean isEmpty() {
        return filled == 0;
    }

    boolean isEmpty(int record) {
        return codes[record] == NONE;
    }

    /** The first value; empty when there is none. */
    String text(int record) {
        return codes[record] == NONE ? "" : dictionary.text(codes[record]);
    }
}
