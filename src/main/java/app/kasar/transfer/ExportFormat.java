package app.kasar.transfer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an exported file is written in. */
public enum ExportFormat {
    /** One document: the object's name, the number of records, and the records. */
    JSON("application/json; charset=utf-8"),
    /** RFC 4180, a header row first. */
    CSV("text/csv; charset=utf-8"),
    /** A JSON object a line. */
    NDJSON("application/x-ndjson; charset=utf-8");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** The name in requests, which is the ending of files too. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ExportFormat::word).toList();
    }

    /** @param word one of {@link #words} */
    public static ExportFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
