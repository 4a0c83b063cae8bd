package app.kasar.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One thing asked for: a word, or a phone number in some notation.
 *
 * @param words as records are cut into; all of them must be there
 * @param numbers other ways to write all the words, of which one is enough; none unless it looks like a phone number
 */
record Term(List<String> words, List<String> numbers) {
    Term {
        words = List.copyOf(words);
        numbers = List.copyOf(numbers);
    }

    static Term word(String word) {
        return new Term(List.of(word), List.of());
    }

    boolean isWord() {
        return numbers.isEmpty();
    }

    WordQuery whole() {
        return query(WordQuery::word);
    }

    WordQuery beginning() {
        return query(WordQuery::beginning);
    }

    private WordQuery query(Function<String, WordQuery> form) {
        var ways = new ArrayList<WordQuery>();
        ways.add(WordQuery.all(words.stream().map(form).toList()));
        numbers.stream().map(form).forEach(ways::add);
        return WordQuery.any(ways);
    }
}
