package app.kasar.realdata;

import app.kasar.SharedDataFolder;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A file of a data set, row by row under its headers. */
final class CsvFile {
    private CsvFile() {}

    static List<NamedCsvRecord> rows(String name) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(SharedDataFolder.file(name))) {
            return reader.stream().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
