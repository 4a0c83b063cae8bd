package app.kasar.search;

import app.kasar.search.Vocabulary.Kin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What else the words may mean: those that hold them and those near them. Looked up once, when it is first needed. */
final class Widening {
    private static final int MOST_SLIPS = 2;

    private final Typed typed;
    private final Vocabulary vocabulary;
    private final String schemaName;
    private final Map<Term, List<Kin>> kin = new HashMap<>();

    Widening(Typed typed, Vocabulary vocabulary, String schemaName) {
        this.typed = typed;
        this.vocabulary = vocabulary;
        this.schemaName = schemaName;
    }

    /** The records that meet the terms in a wider sense and not in the narrow one; empty when no word is near. */
    Optional<Ranks> ranks() {
        typed.terms().forEach(term -> kin.computeIfAbsent(term, this::lookUp));
        if (kin.values().stream().allMatch(List::isEmpty)) {
            return Optional.empty();
        }
        // Where no word is so many slips away, the query finds what one before it does.
        var queries = new LinkedHashSet<WordQuery>();
        for (var slips = 0; slips <= MOST_SLIPS; slips++) {
            queries.add(WordQuery.all(widened(slips)));
        }
        var narrow = typed.beginnings();
        queries.remove(narrow);
        return Optional.of(new Ranks(List.copyOf(queries), narrow, widened(MOST_SLIPS), null));
    }

    private List<Kin> lookUp(Term term) {
        return term.isWord() ? vocabulary.of(schemaName, term.words().getFirst()) : List.of();
    }

    /** Holds of a value that has something to do with what was typed, in the wider sense. */
    WordQuery anyMatch() {
        return WordQuery.any(widened(MOST_SLIPS));
    }

    private List<WordQuery> widened(int slips) {
        return typed.terms().stream().map(term -> widened(term, slips)).toList();
    }

    private WordQuery widened(Term term, int slips) {
        var ways = new ArrayList<WordQuery>();
        ways.add(term.beginning());
        kin.getOrDefault(term, List.of()).stream()
                .filter(near -> near.slips() <= slips)
                .map(near -> WordQuery.word(near.word()))
                .forEach(ways::add);
        return WordQuery.any(ways);
    }
}
