package app.kasar.duplicates.fuzzy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A published set of records with the truth about which are the same, its columns mapped to fields as a user would. */
record TruthSet(
        String name,
        List<Field> fields,
        List<List<List<String>>> records,
        List<String> ids,
        Map<String, String> truth) {

    /** How well predicted groups agree with the truth, by pairs. */
    record Quality(double precision, double recall) {
        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    Population population() {
        var population = new Population(fields);
        records.forEach(population::add);
        return population;
    }

    Quality quality(List<Likes> groups) {
        long predicted = 0;
        long right = 0;
        for (var group : groups) {
            predicted += pairs(group.records().size());
            var sizes = new HashMap<String, Integer>();
            for (var record : group.records()) {
                sizes.merge(truth.get(ids.get(record)), 1, Integer::sum);
            }
            right += sizes.values().stream().mapToLong(TruthSet::pairs).sum();
        }
        var all = new HashMap<String, Integer>();
        ids.forEach(id -> all.merge(truth.get(id), 1, Integer::sum));
        var there = all.values().stream().mapToLong(TruthSet::pairs).sum();
        return new Quality(predicted == 0 ? 0 : (double) right / predicted, (double) right / there);
    }

    private static long pairs(long of) {
        return of * (of - 1) / 2;
    }

    /** Where a field's values come from: columns joined by blanks. */
    record Source(Field field, List<String> columns) {}

    static Source from(String field, Trait trait, String... columns) {
        return new Source(new Field(field, trait), List.of(columns));
    }

    static TruthSet read(String name, List<Path> files, List<Path> truths, String id, Source... sources) {
        var records = new ArrayList<List<List<String>>>();
        var ids = new ArrayList<String>();
        for (var file : files) {
            var prefix = files.size() == 1 ? "" : file.getFileName().toString().substring(0, 1);
            for (var row : rows(file)) {
                ids.add(prefix + row.get(id));
                var record = new ArrayList<List<String>>();
                for (var source : sources) {
                    record.add(values(row, source));
                }
                records.add(record);
            }
        }
        var truth = new HashMap<String, String>();
        truths.forEach(file -> rows(file).forEach(row -> truth.put(row.get("record_id"), row.get("cluster_id"))));
        return new TruthSet(
                name, java.util.Arrays.stream(sources).map(Source::field).toList(), records, ids, truth);
    }

    private static List<String> values(Map<String, String> row, Source source) {
        var value = source.columns().stream()
                .map(column -> column.startsWith("=") ? column.substring(1) : row.getOrDefault(column, ""))
                .filter(part -> !part.isEmpty() && !part.equals("NA"))
                .collect(java.util.stream.Collectors.joining(source.field().trait() == Trait.DATE ? "-" : " "));
        var isMissing = value.isBlank() || source.field().trait() == Trait.DATE && !isDate(value);
        return isMissing ? List.of() : List.of(value);
    }

    /** A day that is not in the calendar cannot be stored as a date, so it is not there to compare. */
    private static boolean isDate(String value) {
        var parts = value.split("-");
        var digits = parts.length == 3
                ? parts[0]
                        + ("0" + parts[1]).substring(parts[1].length() - 1)
                        + ("0" + parts[2]).substring(parts[2].length() - 1)
                : value;
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE).getYear() > 0;
        } catch (DateTimeException thereIsNoSuchDay) {
            return false;
        }
    }

    private static List<Map<String, String>> rows(Path file) {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Files.readString(file))) {
            return csv.stream().map(TruthSet::row).toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Map<String, String> row(NamedCsvRecord row) {
        var values = new HashMap<String, String>();
        row.getFieldsAsMap().forEach((key, value) -> values.put(key.strip(), value.strip()));
        return values;
    }
}
