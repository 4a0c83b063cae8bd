package app.kasar.duplicates.fuzzy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Different values by number, and how often each was added. */
final class Dictionary {
    private Map<String, Integer> numbers = new HashMap<>();
    private String[] texts = new String[1024];
    private int[] counts = new int[1024];
    private int size;

    int add(String text) {
        var number = numbers.get(text);
        if (number == null) {
            number = size++;
            numbers.put(text, number);
            if (number == texts.length) {
                texts = Arrays.copyOf(texts, number * 2);
                counts = Arrays.copyOf(counts, number * 2);
            }
            texts[number] = text;
        }
        counts[number]++;
        return number;
    }

    String text(int number) {
        return texts[number];
    }

    int count(int number) {
        return counts[number];
    }

    int size() {
        return size;
    }

    /** Nothing is added any more; what was needed for that alone goes. */
    void close() {
        numbers = Map.of();
    }
}
