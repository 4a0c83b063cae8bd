package app.kasar.search;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.SearchDocument;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The words there are in an organization's records, whatever their fields: read to find words that are near others. */
final class Vocabulary {
    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_NEAR = 4;
    private static final int SHORTEST_NEAR_BY_TWO = 8;
    private static final int MOST = 50;
    private static final int MOST_CANDIDATES = 5_000;
    private static final int MOST_LIKE = 500;

    private final Database database;

    Vocabulary(Database database) {
        this.database = database;
    }

    /**
     * Words that are not begun by a word, but hold it or are near it.
     *
     * @param slips how many make one word of the other; 0 where the word is held
     */
    record Kin(String word, int slips) {}

    /** The nearest first, fifty at most of each kind. */
    List<Kin> of(String schemaName, String word) {
        if (length(word) < SHORTEST_PART) {
            return List.of();
        }
        var holding = database.list(holding(schemaName, word), row -> new Kin(row.requiredText(1), 0));
        var near = length(word) < SHORTEST_NEAR ? List.<Kin>of() : near(schemaName, word);
        return Stream.concat(holding.stream(), near.stream()).toList();
    }

    /** Folded words hold no sign that LIKE knows. */
    private static Statement holding(String schemaName, String word) {
        return new SqlText()
                .add("SELECT DISTINCT word, length(word) FROM ")
                .name(schemaName, SearchDocument.WORDS)
                .add(" WHERE word LIKE ")
                .value("_%" + word + "%")
                .add(" ORDER BY length(word), word LIMIT " + MOST)
                .toStatement();
    }

    private List<Kin> near(String schemaName, String word) {
        return database.list(candidates(schemaName, word), row -> row.requiredText(1)).stream()
                .distinct()
                .filter(candidate -> !candidate.contains(word))
                .map(candidate -> new Kin(candidate, EditDistance.between(word, candidate)))
                .filter(kin -> kin.slips() <= Math.min(mostSlips(word), mostSlips(kin.word())))
                .sorted(Comparator.comparingInt(Kin::slips).thenComparing(Kin::word))
                .limit(MOST)
                .toList();
    }

    private static int mostSlips(String word) {
        return length(word) < SHORTEST_NEAR_BY_TWO ? 1 : 2;
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    /** All words that may be one slip away, and for long words those most like it, which are likely to be two away. */
    private static Statement candidates(String schemaName, String word) {
        var text = new SqlText().add("(SELECT word FROM ").name(schemaName, SearchDocument.WORDS);
        text.add(" WHERE variants && ")
                .name(schemaName, "word_variants")
                .add("(")
                .value(word, "text");
        text.add(") LIMIT " + MOST_CANDIDATES + ")");
        if (mostSlips(word) > 1) {
            text.add(" UNION (SELECT word FROM ").name(schemaName, SearchDocument.WORDS);
            text.add(" WHERE word OPERATOR(kasar.%) ").value(word);
            text.add(" ORDER BY kasar.similarity(word, ").value(word).add(") DESC, word LIMIT " + MOST_LIKE + ")");
        }
        return text.toStatement();
    }
}
