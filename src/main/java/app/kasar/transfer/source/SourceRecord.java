package app.kasar.transfer.source;

import java.util.List;

/**
 * One record of a file.
 *
 * @param place among all records, from 1; a line of column names does not count
 * @param line where it begins, from 1
 * @param cells a CSV record's values, or the one line of an NDJSON record
 */
public record SourceRecord(long place, long line, List<String> cells) {
    public SourceRecord {
        cells = List.copyOf(cells);
    }
}
