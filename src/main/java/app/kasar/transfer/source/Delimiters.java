package app.kasar.transfer.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.List;

/** Which character stands between the cells of a CSV file. */
final class Delimiters {
    private static final char[] KNOWN = {',', ';', '\t', '|'};
    private static final int RECORDS = 50;

    private Delimiters() {}

    /**
     * The one that cuts most of the first records into as many cells as the first has.
     *
     * @param sample the beginning of the file, whose last record may be cut off
     */
    static char detect(String sample) {
        var best = ',';
        var bestScore = 0L;
        for (var candidate : KNOWN) {
            var score = score(sample, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static long score(String sample, char delimiter) {
        var sizes = sizes(sample, delimiter);
        if (sizes.isEmpty() || sizes.getFirst() < 2) {
            return 0;
        }
        var first = sizes.getFirst();
        var alike = sizes.stream().filter(first::equals).count();
        return alike * 1000 / sizes.size() * 1000 + first;
    }

    private static List<Integer> sizes(String sample, char delimiter) {
        var sizes = new ArrayList<Integer>();
        var reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(sample);
        try {
            for (var each : reader) {
                sizes.add(each.getFieldCount());
                if (sizes.size() == RECORDS) {
                    return sizes;
                }
            }
        } catch (CsvParseException notThisOne) {
            // What stands behind a closing quote tells that another character separates the cells.
            return List.of();
        }
        // The end of the sample may cut the last record.
        return sizes.size() > 2 ? sizes.subList(0, sizes.size() - 1) : sizes;
    }
}
