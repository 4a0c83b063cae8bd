package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 9,240 leads with 37 columns, as one company exported them, in a custom object. */
class LeadsTest {
    private static final List<String> UNIQUE = List.of("Prospect ID", "Lead Number");
    private static final List<String> INTEGERS = List.of(
            "Lead Number",
            "TotalVisits",
            "Total Time Spent on Website",
            "Asymmetrique Activity Score",
            "Asymmetrique Profile Score");
    private static final List<String> TEXTS =
            List.of("Prospect ID", "What matters most to you in choosing a course", "Tags");

    private static RunningKasar kasar;
    private static Client acme;
    private static List<NamedCsvRecord> leads;
    private static Map<String, Column> columns;

    /** A column of the file as a field. */
    private record Column(String header, String field, String type, List<String> values) {
        static Column of(String header) {
            var field = header.toLowerCase(Locale.ROOT).replace(' ', '_');
            var values = leads.stream()
                    .map(lead -> lead.getField(header))
                    .filter(value -> !isMissing(value))
                    .distinct()
                    .toList();
            return new Column(header, field.substring(0, Math.min(40, field.length())), type(header, values), values);
        }

        private static String type(String header, List<String> values) {
            if (INTEGERS.contains(header)) {
                return "INTEGER";
            }
            if (TEXTS.contains(header)) {
                return "TEXT";
            }
            if (header.equals("Page Views Per Visit")) {
                return "FLOAT";
            }
            return List.of("Yes", "No", "0", "1").containsAll(values) ? "BOOLEAN" : "SELECT";
        }

        Map<String, Object> definition() {
            var definition = new LinkedHashMap<String, Object>(Map.of("name", field, "label", header, "type", type));
            if (type.equals("SELECT")) {
                definition.put("options", values);
            }
            definition.put("isUnique", UNIQUE.contains(header));
            return definition;
        }

        Object value(String text) {
            return switch (type) {
                case "BOOLEAN" -> List.of("Yes", "1", "true").contains(text);
                case "INTEGER" -> Integer.valueOf(text);
                case "FLOAT" -> Double.valueOf(text);
                default -> text;
            };
        }
    }

    /** "Select" is what the form showed where nothing was chosen. */
    private static boolean isMissing(String value) {
        return value.isEmpty() || value.equals("Select");
    }

    @BeforeAll
    static void load() {
        leads = CsvFile.rows("crm-xeducation-leads/Leads.csv");
        columns = leads.getFirst().getHeader().stream()
                .filter(header -> !header.isEmpty())
                .map(Column::of)
                .collect(Collectors.toMap(Column::header, column -> column, (one, other) -> one, LinkedHashMap::new));
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        var fields = columns.values().stream().map(Column::definition).toList();
        acme.post("/schema", Map.of("name", "leads", "label", "Leads", "fields", fields))
                .expect(201);
        Batches.create(acme, "leads", leads.stream().map(LeadsTest::record).toList());
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    private static Map<String, Object> record(NamedCsvRecord lead) {
        var record = new LinkedHashMap<String, Object>();
        columns.forEach((header, column) -> {
            var text = lead.getField(header);
            if (!isMissing(text)) {
                record.put(column.field(), column.value(text));
            }
        });
        return record;
    }

    private static long total(String header, String operator, Object value) {
        return Pages.total(acme, "leads", columns.get(header).field(), operator, value);
    }

    private static long inFile(String header, Predicate<String> wanted) {
        return leads.stream()
                .map(lead -> lead.getField(header))
                .filter(value -> !isMissing(value) && wanted.test(value))
                .count();
    }

    @Test
    void every_value_of_every_choice_and_flag_is_counted_as_in_the_file() {
        var counted = 0;
        for (var column : columns.values()) {
            if (column.type().equals("SELECT") || column.type().equals("BOOLEAN")) {
                for (var value : column.values()) {
                    assertThat(total(column.header(), "equals", column.value(value)))
                            .as("%s = %s", column.header(), value)
                            .isEqualTo(inFile(column.header(), value::equals));
                    counted++;
                }
            }
        }
        assertThat(counted).isGreaterThan(150);
        assertThat(total("Converted", "equals", true)).isEqualTo(3561);
    }

    @Test
    void what_was_left_blank_or_never_chosen_is_empty() {
        for (var column : columns.values()) {
            var filled = inFile(column.header(), value -> true);
            assertThat(total(column.header(), "is_not_null", ""))
                    .as(column.header())
                    .isEqualTo(filled);
            assertThat(total(column.header(), "is_null", ""))
                    .as(column.header())
                    .isEqualTo(leads.size() - filled);
        }
    }

    @Test
    void numbers_and_texts_are_compared_as_in_the_file() {
        assertThat(total("TotalVisits", "greater_than", 10))
                .isEqualTo(inFile("TotalVisits", value -> Integer.parseInt(value) > 10));
        assertThat(total("Total Time Spent on Website", "between", List.of(60, 600)))
                .isEqualTo(inFile(
                        "Total Time Spent on Website",
                        value -> Integer.parseInt(value) >= 60 && Integer.parseInt(value) <= 600));
        assertThat(total("Page Views Per Visit", "less_equal", 2.33))
                .isEqualTo(inFile("Page Views Per Visit", value -> Double.parseDouble(value) <= 2.33));
        assertThat(total("Tags", "contains", "LOST"))
                .isPositive()
                .isEqualTo(
                        inFile("Tags", value -> value.toLowerCase(Locale.ROOT).contains("lost")));
        assertThat(total("Country", "in", List.of("Singapore", "United States")))
                .isEqualTo(inFile(
                        "Country",
                        value -> List.of("Singapore", "United States").contains(value)));
        assertThat(total("City", "not_equals", "Mumbai")).isEqualTo(leads.size() - inFile("City", "Mumbai"::equals));
        assertThat(total("City", "contains", "thane & o")).isEqualTo(inFile("City", "Thane & Outskirts"::equals));
    }

    @Test
    void every_cell_comes_back_as_it_was_sent() {
        var names = columns.values().stream().map(Column::field).collect(Collectors.joining(","));
        var walked = Pages.walk(acme, "leads", Map.of("sort_by", "lead_number", "sort_dir", "desc", "fields", names));
        var byNumber = walked.stream()
                .collect(Collectors.toMap(lead -> lead.path("lead_number").asString(), lead -> lead));

        assertThat(byNumber).hasSize(leads.size());
        for (var lead : leads) {
            var stored = byNumber.get(lead.getField("Lead Number"));
            var back = new ArrayList<Object>();
            var sent = new ArrayList<Object>();
            columns.forEach((header, column) -> {
                var text = lead.getField(header);
                var node = stored.path(column.field());
                back.add(node.isNull() ? null : column.value(node.asString()));
                sent.add(isMissing(text) ? null : column.value(text));
            });
            assertThat(back).isEqualTo(sent);
        }
    }
}
