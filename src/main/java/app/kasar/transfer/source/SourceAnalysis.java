package app.kasar.transfer.source;

import app.kasar.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, found by reading it twice.
 *
 * @param columns none of NDJSON
 * @param first some records from the beginning
 * @param records how many there are
 */
public record SourceAnalysis(SourceFormat format, List<String> columns, List<SourceRecord> first, long records) {
    private static final int SAMPLE = 64 * 1024;
    private static final int RECORDS_AT_ONCE = 1000;

    /**
     * What the sender says.
     *
     * @param isNdjson null means that the first character tells
     * @param charset null means that the bytes tell
     * @param delimiter null means that the first records tell
     */
    public record Said(
            @Nullable Boolean isNdjson,
            @Nullable Charset charset,
            @Nullable Character delimiter) {}

    /** @throws Problem VALIDATION_ERROR when the file cannot be read to its end */
    public static SourceAnalysis of(Supplier<InputStream> file, Said said) {
        var format = format(file, said);
        try (var reader = SourceReader.open(file.get(), format)) {
            var first = reader.read(RECORDS_AT_ONCE);
            while (!reader.read(RECORDS_AT_ONCE).isEmpty()) {
                continue;
            }
            return new SourceAnalysis(format, reader.columns(), first, reader.place());
        }
    }

    private static SourceFormat format(Supplier<InputStream> file, Said said) {
        var charset = said.charset() == null ? detected(file) : said.charset();
        var sample = sample(file, charset);
        var isNdjson = said.isNdjson() == null ? sample.stripLeading().startsWith("{") : said.isNdjson();
        if (isNdjson) {
            return new SourceFormat.Ndjson(charset);
        }
        return new SourceFormat.Csv(charset, said.delimiter() == null ? Delimiters.detect(sample) : said.delimiter());
    }

    private static Charset detected(Supplier<InputStream> file) {
        try (var plain = SourceBytes.plain(file.get())) {
            return SourceCharset.detect(plain);
        } catch (IOException failed) {
            throw new Problem(
                    List.of(app.kasar.problem.Fault.invalid(null, "the file's compression is broken")),
                    java.util.Map.of(),
                    failed);
        }
    }

    private static String sample(Supplier<InputStream> file, Charset charset) {
        try (var text = SourceReader.text(SourceBytes.plain(file.get()), new SourceFormat.Ndjson(charset))) {
            var sample = new char[SAMPLE];
            var length = 0;
            for (var read = text.read(sample); read > 0 && length < SAMPLE; ) {
                length += read;
                read = length < SAMPLE ? text.read(sample, length, SAMPLE - length) : 0;
            }
            return new String(sample, 0, length);
        } catch (java.nio.charset.CharacterCodingException wrong) {
            throw Problem.invalid("charset", "the file is not in %s".formatted(charset.name()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
