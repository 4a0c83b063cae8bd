package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** 85 accounts and 8,800 deals of a sales team, with custom fields. */
class DealsTest {
    private static final String SET = "crm-maven-opportunities/";

    private static RunningKasar kasar;
    private static Client acme;
    private static List<NamedCsvRecord> accounts;
    private static List<NamedCsvRecord> deals;

    @BeforeAll
    static void load() {
        accounts = CsvFile.rows(SET + "accounts.csv");
        deals = CsvFile.rows(SET + "sales_pipeline.csv");
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        addFields();
        var companies = companies();
        Batches.create(
                acme,
                "opportunities",
                deals.stream().map(deal -> opportunity(deal, companies)).toList());
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    private static void addFields() {
        field(Map.of("name", "deal_code", "label", "Deal", "type", "TEXT", "isUnique", true));
        field(Map.of("name", "sales_agent", "label", "Agent", "type", "TEXT", "isIndexed", true));
        field(Map.of("name", "product", "label", "Product", "type", "TEXT"));
        var stages = List.of("Prospecting", "Engaging", "Won", "Lost");
        field(Map.of("name", "deal_stage", "label", "Stage", "type", "SELECT", "options", stages, "isIndexed", true));
        field(Map.of("name", "engage_date", "label", "Engaged", "type", "DATE", "isIndexed", true));
    }

    private static void field(Map<String, Object> field) {
        acme.post("/schema/opportunities/fields", field).expect(201);
    }

    private static Map<String, String> companies() {
        var records = accounts.stream()
                .map(account -> Map.of(
                        "name", account.getField("account"),
                        "industry", account.getField("sector"),
                        "employee_count", Integer.parseInt(account.getField("employees"))))
                .toList();
        var ids = Batches.create(acme, "companies", records);
        var byName = new HashMap<String, String>();
        for (var index = 0; index < ids.size(); index++) {
            byName.put(accounts.get(index).getField("account"), ids.get(index));
        }
        return byName;
    }

    private static Map<String, Object> opportunity(NamedCsvRecord deal, Map<String, String> companies) {
        var record = new LinkedHashMap<String, Object>();
        record.put("name", deal.getField("product") + " " + deal.getField("opportunity_id"));
        record.put("deal_code", deal.getField("opportunity_id"));
        record.put("sales_agent", deal.getField("sales_agent"));
        record.put("product", deal.getField("product"));
        record.put("deal_stage", deal.getField("deal_stage"));
        putUnlessEmpty(record, "engage_date", deal.getField("engage_date"));
        putUnlessEmpty(record, "expected_close_date", deal.getField("close_date"));
        putUnlessEmpty(record, "amount", deal.getField("close_value"));
        if (!deal.getField("account").isEmpty()) {
            record.put("company_id", companies.get(deal.getField("account")));
        }
        return record;
    }

    private static void putUnlessEmpty(Map<String, Object> record, String key, String value) {
        if (!value.isEmpty()) {
            record.put(key, value);
        }
    }

    private static long total(String field, String operator, Object value) {
        return Pages.total(acme, "opportunities", field, operator, value);
    }

    private static long inFile(Predicate<NamedCsvRecord> wanted) {
        return deals.stream().filter(wanted).count();
    }

    @Test
    void counts_by_stage_are_those_published_with_the_set() throws IOException {
        var expected = Json.MAPPER.readTree(Files.readString(SharedDataFolder.file(SET + "expected-aggregates.json")));
        for (var stage : List.of("Prospecting", "Engaging", "Won", "Lost")) {
            assertThat(total("deal_stage", "equals", stage))
                    .as(stage)
                    .isEqualTo(expected.path("by_deal_stage")
                            .path(stage)
                            .path("count")
                            .asLong());
        }
    }

    @Test
    void filters_find_as_many_deals_as_the_file_holds() {
        assertThat(total("sales_agent", "equals", "Darcel Schlecht"))
                .isEqualTo(inFile(deal -> deal.getField("sales_agent").equals("Darcel Schlecht")));
        assertThat(total("sales_agent", "in", List.of("Darcel Schlecht", "Moses Frase")))
                .isEqualTo(inFile(deal -> deal.getField("sales_agent").equals("Darcel Schlecht")
                        || deal.getField("sales_agent").equals("Moses Frase")));
        assertThat(total("product", "contains", "gtx"))
                .isEqualTo(inFile(deal -> deal.getField("product").contains("GTX")));
        assertThat(total("amount", "between", List.of(1000, 2000)))
                .isEqualTo(inFile(deal -> !deal.getField("close_value").isEmpty()
                        && Integer.parseInt(deal.getField("close_value")) >= 1000
                        && Integer.parseInt(deal.getField("close_value")) <= 2000));
        assertThat(total("engage_date", "date_before", "2017-01-01"))
                .isEqualTo(inFile(deal -> !deal.getField("engage_date").isEmpty()
                        && deal.getField("engage_date").compareTo("2017-01-01") < 0));
        assertThat(total("amount", "not_equals", 0))
                .isEqualTo(inFile(deal -> !deal.getField("close_value").equals("0")));
    }

    @Test
    void filters_follow_the_relation_to_the_account() {
        assertThat(total("company", "is_null", ""))
                .isEqualTo(inFile(deal -> deal.getField("account").isEmpty()));
        assertThat(total("company.name", "equals", "Cancity"))
                .isEqualTo(inFile(deal -> deal.getField("account").equals("Cancity")));
        var medical = accounts.stream()
                .filter(account -> account.getField("sector").equals("medical"))
                .map(account -> account.getField("account"))
                .collect(Collectors.toSet());
        assertThat(total("company.industry", "equals", "medical"))
                .isEqualTo(inFile(deal -> medical.contains(deal.getField("account"))));
        assertThat(total("company.industry", "not_equals", "medical"))
                .isEqualTo(inFile(deal -> !medical.contains(deal.getField("account"))));
    }

    @Test
    void every_agent_product_and_account_has_as_many_deals_as_in_the_file() {
        Map.of("sales_agent", "sales_agent", "product", "product", "account", "company.name")
                .forEach((column, field) -> countsBy(column)
                        .forEach((value, count) -> assertThat(
                                        value.isEmpty() ? total(field, "is_null", "") : total(field, "equals", value))
                                .as("%s = %s", field, value)
                                .isEqualTo(count)));
    }

    private static Map<String, Long> countsBy(String column) {
        return deals.stream().collect(Collectors.groupingBy(deal -> deal.getField(column), Collectors.counting()));
    }

    @Test
    void groups_of_conditions_are_joined_as_they_are_written() {
        var open = Map.of(
                "type",
                "OR",
                "conditions",
                List.of(
                        Pages.condition("deal_stage", "equals", "Prospecting"),
                        Pages.condition("amount", "greater_equal", 5000)));
        var filters = Map.of(
                "type", "AND", "conditions", List.of(open, Pages.condition("product", "starts_with", "gtx plus")));

        assertThat(Pages.total(acme, "opportunities", filters))
                .isPositive()
                .isEqualTo(inFile(deal -> deal.getField("product").startsWith("GTX Plus")
                        && (deal.getField("deal_stage").equals("Prospecting") || amount(deal) >= 5000)));
    }

    /** Below every amount where there is none. */
    private static int amount(NamedCsvRecord deal) {
        return deal.getField("close_value").isEmpty() ? -1 : Integer.parseInt(deal.getField("close_value"));
    }

    @Test
    void amounts_of_each_stage_add_up_to_those_published_with_the_set() throws IOException {
        var stages = Json.MAPPER
                .readTree(Files.readString(SharedDataFolder.file(SET + "expected-aggregates.json")))
                .path("by_deal_stage");
        for (var stage : stages.properties()) {
            var query = Map.of(
                    "filter_field", "deal_stage",
                    "filter_operator", "equals",
                    "filter_value", stage.getKey(),
                    "fields", "amount");
            var amounts = Pages.walk(acme, "opportunities", query).stream()
                    .map(deal -> deal.path("amount"))
                    .filter(amount -> !amount.isNull())
                    .mapToDouble(JsonNode::asDouble)
                    .summaryStatistics();
            assertThat(amounts.getCount())
                    .isEqualTo(stage.getValue().path("nonnull").asLong());
            assertThat(amounts.getSum()).isEqualTo(stage.getValue().path("sum").asDouble());
            if (amounts.getCount() > 0) {
                assertThat(amounts.getMin())
                        .isEqualTo(stage.getValue().path("min").asDouble());
                assertThat(amounts.getMax())
                        .isEqualTo(stage.getValue().path("max").asDouble());
            }
        }
    }

    @Test
    void every_aggregate_is_the_one_published_with_the_set() throws IOException {
        var expected = Json.MAPPER.readTree(Files.readString(SharedDataFolder.file(SET + "expected-aggregates.json")));
        Map.of(
                        "by_deal_stage", "deal_stage",
                        "by_product", "product",
                        "by_sales_agent", "sales_agent",
                        "by_account", "company.name")
                .forEach((key, field) -> assertThat(aggregatesBy(field))
                        .as(field)
                        .containsExactlyInAnyOrderEntriesOf(published(expected.path(key))));
        var distinct = Map.of(
                "opportunity_id", "deal_code",
                "sales_agent", "sales_agent",
                "product", "product",
                "account", "company_id",
                "deal_stage", "deal_stage",
                "engage_date", "engage_date",
                "close_date", "expected_close_date",
                "close_value", "amount");
        assertThat(distinct.keySet())
                .containsExactlyInAnyOrderElementsOf(expected.path("distinct").propertyNames());
        distinct.forEach((column, field) -> assertThat(
                        acme.get("/aggregate/opportunities", Map.of("field", field, "function", "COUNT_DISTINCT"))
                                .expect(200)
                                .body()
                                .path("value")
                                .asInt())
                .as(field)
                .isEqualTo(expected.path("distinct").path(column).asInt()));
    }

    /** A group's name to its count, number of amounts, sum, least, greatest and average. */
    private static Map<String, List<BigDecimal>> aggregatesBy(String field) {
        var functions = List.of("COUNT", "SUM", "MIN", "MAX", "AVG");
        var metrics = Stream.concat(
                        Stream.of(Map.of("function", "COUNT", "field", "id")),
                        functions.stream().map(function -> Map.of("function", function, "field", "amount")))
                .toList();
        var query = Map.of("metrics", Json.MAPPER.writeValueAsString(metrics), "group_by", field);
        var results =
                acme.get("/aggregate/opportunities", query).expect(200).body().path("results");
        var byGroup = new HashMap<String, List<BigDecimal>>();
        for (var result : results) {
            var group = result.path("groups").get(0).path("value").asString("(null)");
            byGroup.put(group, numbers(result.path("values").valueStream()));
        }
        return byGroup;
    }

    /** The set says 0 for the sum of nothing. */
    private static Map<String, List<BigDecimal>> published(JsonNode groups) {
        var byGroup = new HashMap<String, List<BigDecimal>>();
        for (var group : groups.properties()) {
            var of = group.getValue();
            var sum = of.path("nonnull").asInt() == 0 ? of.path("avg") : of.path("sum");
            byGroup.put(
                    group.getKey(),
                    numbers(Stream.of(
                            of.path("count"),
                            of.path("nonnull"),
                            sum,
                            of.path("min"),
                            of.path("max"),
                            of.path("avg"))));
        }
        return byGroup;
    }

    private static List<BigDecimal> numbers(Stream<JsonNode> values) {
        return values.map(value -> value.isNull() ? null : value.decimalValue().stripTrailingZeros())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void a_walk_through_all_pages_meets_every_deal_once_in_order() {
        var walked = Pages.walk(
                acme,
                "opportunities",
                Map.of("sort_by", "amount", "sort_dir", "desc", "fields", "deal_code,amount", "limit", 97));

        assertThat(Pages.texts(walked, "deal_code"))
                .containsExactlyInAnyOrderElementsOf(codes(deals.stream()))
                .doesNotHaveDuplicates();
        assertThat(walked.stream().map(deal -> deal.path("amount").asInt(-1)))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void a_walk_in_an_order_of_several_fields_is_that_of_the_file_sorted_so() {
        var order = Json.MAPPER.writeValueAsString(List.of(
                Map.of("field", "engage_date", "direction", "desc"),
                Map.of("field", "amount", "direction", "asc"),
                Map.of("field", "deal_code", "direction", "desc")));
        var emptyLast = Comparator.comparing(String::isEmpty);
        var sorted = deals.stream()
                .sorted(Comparator.comparing(
                                (NamedCsvRecord deal) -> deal.getField("engage_date"),
                                emptyLast.thenComparing(Comparator.reverseOrder()))
                        .thenComparing(deal -> amount(deal) < 0 ? Integer.MAX_VALUE : amount(deal))
                        .thenComparing(deal -> deal.getField("opportunity_id"), Comparator.reverseOrder()));

        var walked = Pages.walk(acme, "opportunities", Map.of("sort", order, "fields", "deal_code"));

        assertThat(Pages.texts(walked, "deal_code")).isEqualTo(codes(sorted));
    }

    private static List<String> codes(Stream<NamedCsvRecord> deals) {
        return deals.map(deal -> deal.getField("opportunity_id")).toList();
    }
}
