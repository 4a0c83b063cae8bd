package app.kasar.query.plan;

import app.kasar.schema.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts what a person typed into words: runs of letters and digits, as the stored words are cut. */
public final class SearchWords {
    /** More words do not find fewer records. */
    private static final int MOST = 16;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*");

    private static final Pattern JOINERS = Pattern.compile("[" + SearchDocument.JOINERS + "]");

    private SearchWords() {}

    public static List<String> of(String typed) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(JOINERS.matcher(typed).replaceAll(""));
        while (matcher.find() && words.size() < MOST) {
            words.add(matcher.group());
        }
        return words;
    }
}
