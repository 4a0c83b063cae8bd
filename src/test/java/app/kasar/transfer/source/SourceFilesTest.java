package app.kasar.transfer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.SharedDataFolder;
import app.kasar.json.Json;
import app.kasar.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceFilesTest {
    private static final SourceAnalysis.Said NOTHING = new SourceAnalysis.Said(null, null, null);

    private static SourceAnalysis analyse(byte[] file) {
        return SourceAnalysis.of(() -> new ByteArrayInputStream(file), NOTHING);
    }

    private static List<SourceRecord> records(byte[] file) {
        var format = analyse(file).format();
        try (var reader = SourceReader.open(new ByteArrayInputStream(file), format)) {
            return reader.read(Integer.MAX_VALUE);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, Zoë Müller, false",
        "UTF-8, Zoë Müller, true",
        "UTF-16LE, Zoë Müller, true",
        "UTF-16BE, 山田太郎, true",
        "windows-1252, Zoë Müller – München, false",
        "Shift_JIS, 株式会社山田太郎商店東京都千代田区, false",
        "GB18030, 北京市朝阳区中国国际贸易中心有限公司, false"
    })
    void finds_the_charset_out(String charset, String name, boolean isMarked) {
        var text = (isMarked ? "\uFEFF" : "") + "name;city\n" + (name + ";" + name + "\n").repeat(20);
        var file = text.getBytes(Charset.forName(charset));
        var analysis = analyse(file);
        assertThat(analysis.columns()).containsExactly("name", "city");
        assertThat(analysis.records()).isEqualTo(20);
        assertThat(records(file).getLast().cells()).containsExactly(name, name);
    }

    @Test
    void a_charset_is_found_by_what_comes_late() {
        var text = "name,city\n" + "Ada,London\n".repeat(20_000) + "Zoë,München\n";
        assertThat(records(text.getBytes(StandardCharsets.UTF_8)).getLast().cells())
                .containsExactly("Zoë", "München");
        var western = Charset.forName("windows-1252");
        assertThat(records(text.getBytes(western)).getLast().cells()).containsExactly("Zoë", "München");
    }

    @Test
    void unpacks_gzip_whatever_it_is_called_and_refuses_what_is_broken() throws Exception {
        var packed = gzip("name,city\nAda,London\n".getBytes(StandardCharsets.UTF_8));
        assertThat(records(packed)).hasSize(1);
        var cut = java.util.Arrays.copyOf(packed, packed.length - 12);
        assertThatThrownBy(() -> analyse(cut)).isInstanceOf(Problem.class).hasMessageContaining("compression");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void finds_the_delimiter_out(String delimiter) {
        var text = "a%1$sb\n\"x,;|\t\"%1$s1.5\n2%1$s3\n".formatted(delimiter);
        assertThat(records(text.getBytes(StandardCharsets.UTF_8)).getFirst().cells())
                .containsExactly("x,;|\t", "1.5");
    }

    @Test
    void tells_where_a_record_begins_over_blank_lines_and_line_breaks_in_cells() {
        var text = "a,b\r\n\"x\r\ny\",1\r\n\r\nz,2\r\n";
        assertThat(records(text.getBytes(StandardCharsets.UTF_8)))
                .extracting(SourceRecord::line)
                .containsExactly(2L, 5L);
    }

    @Test
    void a_byte_that_is_not_of_the_charset_is_refused_and_not_mended() {
        var said = new SourceAnalysis.Said(false, StandardCharsets.UTF_8, ',');
        var file = "a\nZo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> SourceAnalysis.of(() -> new ByteArrayInputStream(file), said))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void goes_on_behind_any_record() {
        var file = "a\n1\n2\n3\n4\n".getBytes(StandardCharsets.UTF_8);
        try (var reader =
                SourceReader.open(new ByteArrayInputStream(file), analyse(file).format())) {
            reader.skipTo(2);
            assertThat(reader.read(1)).containsExactly(new SourceRecord(3, 4, List.of("3")));
        }
    }

    @Property(tries = 200)
    void any_text_of_cells_comes_back(@ForAll List<@net.jqwik.api.constraints.StringLength(max = 8) String> cells) {
        var storable = cells.stream()
                .map(cell -> new String(cell.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .toList();
        var line = storable.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .toList();
        var text = "\"h\"\n\"x\"," + String.join(",", line) + (line.isEmpty() ? "\"\"" : "") + "\n";
        var format = new SourceFormat.Csv(StandardCharsets.UTF_8, ',');
        var file = text.getBytes(StandardCharsets.UTF_8);
        try (var reader = SourceReader.open(new ByteArrayInputStream(file), format)) {
            var read = reader.read(1).getFirst().cells();
            assertThat(read.subList(1, read.size())).isEqualTo(storable.isEmpty() ? List.of("") : storable);
        }
    }

    @Test
    void reads_the_csv_spectrum_exactly() throws IOException {
        var folder = SharedDataFolder.file("csv-spectrum/csvs");
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString().replace(".csv", ".json");
                var expected = Json.MAPPER.readTree(
                        Files.readString(folder.resolveSibling("json").resolve(name)));
                assertThat(Json.MAPPER
                                .valueToTree(objects(Files.readAllBytes(file)))
                                .toString())
                        .as(name)
                        .isEqualTo(expected.toString());
            }
        }
    }

    private static List<Map<String, String>> objects(byte[] file) {
        var columns = analyse(file).columns();
        var objects = new ArrayList<Map<String, String>>();
        for (var record : records(file)) {
            var object = new LinkedHashMap<String, String>();
            for (var index = 0; index < columns.size(); index++) {
                object.put(columns.get(index), record.cells().get(index));
            }
            objects.add(object);
        }
        return objects;
    }

    @Test
    void reads_japanese_and_emoji_with_and_without_a_mark() throws IOException {
        for (var name :
                List.of("CSV-196/emoji.csv", "CSV-196/japanese.csv", "CSVFileParser/bom.csv", "CSV-290/psql.csv")) {
            var file = Files.readAllBytes(SharedDataFolder.file("csv-commons/" + name));
            var first = analyse(file).columns().getFirst();
            assertThat(first).as(name).isNotEmpty().doesNotStartWith("\uFEFF");
            assertThat(String.valueOf(records(file))).as(name).doesNotContain("\uFFFD");
        }
    }
}
