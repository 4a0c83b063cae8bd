package app.kasar.transfer.source;

import app.kasar.problem.Problem;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The records of a file, one after the other. Belongs to one thread at a time. */
public final class SourceReader implements AutoCloseable {
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final SourceFormat format;
    private final Reader text;
    private final Lines lines;
    private final List<String> columns;
    private long place;

    private SourceReader(SourceFormat format, Reader text) {
        this.format = format;
        this.text = text;
        this.lines = switch (format) {
            case SourceFormat.Csv(var charset, var delimiter) -> new CsvLines(text, delimiter);
            case SourceFormat.Ndjson ndjson -> new JsonLines(text);
        };
        this.columns = switch (format) {
            case SourceFormat.Csv csv -> header();
            case SourceFormat.Ndjson ndjson -> List.of();
        };
    }

    /**
     * Opens a file and reads the names of its columns.
     *
     * @param sent its bytes, compressed or not
     * @throws Problem VALIDATION_ERROR when they are not what {@code format} says
     */
    public static SourceReader open(InputStream sent, SourceFormat format) {
        return new SourceReader(format, text(SourceBytes.plain(sent), format));
    }

    /** The characters of a file, without the mark before them. */
    static Reader text(InputStream plain, SourceFormat format) {
        var decoder = format.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var reader = new BufferedReader(new InputStreamReader(plain, decoder), 64 * 1024);
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (CharacterCodingException wrong) {
            throw wrongCharset(format, 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The names in the first line of a CSV file, as they are written; none of NDJSON. */
    public List<String> columns() {
        return columns;
    }

    /** How many records have been read. */
    public long place() {
        return place;
    }

    /** At most {@code most} records; fewer only at the end. */
    public List<SourceRecord> read(int most) {
        var records = new ArrayList<SourceRecord>();
        while (records.size() < most && hasNext()) {
            var next = guarded(lines::next);
            records.add(new SourceRecord(++place, next.line(), next.cells()));
        }
        return records;
    }

    /** Goes on behind record {@code last}. */
    public void skipTo(long last) {
        while (place < last && hasNext()) {
            guarded(lines::next);
            place++;
        }
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean hasNext() {
        return guarded(lines::hasNext);
    }

    private List<String> header() {
        if (!hasNext()) {
            throw Problem.invalid(null, "the file is empty; its first line must name the columns");
        }
        var names = guarded(lines::next).cells();
        for (var index = 0; index < names.size(); index++) {
            if (names.get(index).indexOf(0) >= 0) {
                throw Problem.invalid(
                        null,
                        "the name of column %d holds the character U+0000; is the file a table in text?"
                                .formatted(index + 1));
            }
        }
        return names;
    }

    private <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvParseException unreadable) {
            throw Problem.invalid(
                    null, "the file cannot be read near line %d: %s".formatted(lines.line(), unreadable.getMessage()));
        } catch (UncheckedIOException failed) {
            throw translated(failed);
        }
    }

    private RuntimeException translated(UncheckedIOException failed) {
        return switch (Objects.requireNonNull(failed.getCause())) {
            case CharacterCodingException wrong -> wrongCharset(format, lines.line());
            case ZipException broken ->
                Problem.invalid(null, "the file's compression is broken: " + broken.getMessage());
            case java.io.EOFException cut -> Problem.invalid(null, "the file's compression is broken: it is cut off");
            case IOException other -> failed;
        };
    }

    private static Problem wrongCharset(SourceFormat format, long line) {
        return Problem.invalid(
                "charset",
                "the file is not all in %s: what follows line %d is not; name the charset with 'charset'"
                        .formatted(format.charset().name(), line));
    }

    /** What both kinds of file have in common. */
    private interface Lines {
        /** A record and where it begins. */
        record One(long line, List<String> cells) {}

        boolean hasNext();

        One next();

        /** The line of the last record. */
        long line();
    }

    /** Spreadsheets end their tables with rows of nothing but separators; these are passed over as blank lines are. */
    private static final class CsvLines implements Lines {
        private final CloseableIterator<CsvRecord> records;
        private @Nullable One ahead;
        private long line = 1;

        CsvLines(Reader text, char delimiter) {
            this.records = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .ofCsvRecord(text)
                    .iterator();
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && records.hasNext()) {
                var next = records.next();
                line = next.getStartingLineNumber();
                ahead = next.getFields().stream().allMatch(String::isBlank) ? null : new One(line, next.getFields());
            }
            return ahead != null;
        }

        @Override
        public One next() {
            var next = Objects.requireNonNull(ahead);
            ahead = null;
            return next;
        }

        @Override
        public long line() {
            return line;
        }
    }

    private static final class JsonLines implements Lines {
        private final Reader text;
        private final StringBuilder ahead = new StringBuilder();
        private long line;
        private boolean isReady;

        JsonLines(Reader text) {
            this.text = text;
        }

        @Override
        public boolean hasNext() {
            while (!isReady && readLine()) {
                isReady = !ahead.toString().isBlank();
            }
            return isReady;
        }

        @Override
        public One next() {
            isReady = false;
            return new One(line, List.of(ahead.toString()));
        }

        @Override
        public long line() {
            return line;
        }

        private boolean readLine() {
            ahead.setLength(0);
            try {
                var next = text.read();
                if (next < 0) {
                    return false;
                }
                line++;
                for (; next >= 0 && next != '\n'; next = text.read()) {
                    append((char) next);
                }
                return true;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void append(char next) {
            if (ahead.length() == LONGEST_LINE) {
                throw Problem.invalid(null, "line %d is longer than %,d characters".formatted(line, LONGEST_LINE));
            }
            ahead.append(next);
        }
    }
}
