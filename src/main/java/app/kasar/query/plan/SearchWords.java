package app.kasar.query.plan;

import app.kasar.schema.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts what a person typed into words: runs of letters and digits, as the stored words are cut. */
public final class SearchWords {
    /** More words do not find fewer records. */
    private static final int MOST = 16;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*");

    private static final Pattern JOINERS = Pattern.compile("[" + SearchDocument.JOINERS + "]");

    private SearchWords() {}

    /**
     * One thing to find.
     *
     * @param words all of them
     * @param numbers digits of which one stands for all the words; none unless they look like a phone number
     */
    public record Term(List<String> words, List<String> numbers) {
        public Term {
            words = List.copyOf(words);
            numbers = List.copyOf(numbers);
        }
    }

    /** @param defaultCountry of phone numbers that do not name their country */
    public static List<Term> of(String typed, String defaultCountry) {
        var terms = new ArrayList<Term>();
        for (var part :
                new PhoneNotation(defaultCountry).parts(JOINERS.matcher(typed).replaceAll(""))) {
            if (part.numbers().isEmpty()) {
                words(part.text()).forEach(word -> terms.add(new Term(List.of(word), List.of())));
            } else {
                terms.add(new Term(words(part.text()), part.numbers()));
            }
        }
        return terms.subList(0, Math.min(terms.size(), MOST));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
