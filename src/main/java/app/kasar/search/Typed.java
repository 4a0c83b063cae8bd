package app.kasar.search;

import app.kasar.schema.SearchDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What a caller typed, folded and cut as records are.
 *
 * @param whole the words in order, a blank between them
 */
record Typed(String whole, List<Term> terms) {
    Typed {
        terms = List.copyOf(terms);
    }

    /** The records that have every term as the beginning of a word, best first. */
    Ranks ranks() {
        var ranks = new ArrayList<WordQuery>();
        if (whole.length() <= SearchDocument.WHOLE_LENGTH) {
            ranks.add(wholeValue());
            ranks.add(WordQuery.beginning(SearchDocument.WHOLE + whole));
        }
        ranks.add(WordQuery.all(terms.stream().map(Term::whole).toList()));
        ranks.add(beginnings());
        return Ranks.of(ranks, terms.stream().map(Term::beginning).toList());
    }

    private WordQuery wholeValue() {
        var ways = new ArrayList<WordQuery>();
        ways.add(WordQuery.word(SearchDocument.WHOLE + whole));
        if (terms.size() == 1) {
            // Phone numbers are one word, so the word is the whole value.
            terms.getFirst().numbers().stream().map(WordQuery::word).forEach(ways::add);
        }
        return WordQuery.any(ways);
    }

    WordQuery beginnings() {
        return WordQuery.all(terms.stream().map(Term::beginning).toList());
    }

    /** Holds of a value that has something to do with what was typed. */
    WordQuery anyBeginning() {
        return WordQuery.any(terms.stream().map(Term::beginning).toList());
    }
}
