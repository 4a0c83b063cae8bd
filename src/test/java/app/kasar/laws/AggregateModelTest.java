package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import app.kasar.laws.AggregateModel.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;

/** Random aggregates of records, against the same made of the records one reads. */
class AggregateModelTest {
    private static final int ROWS = 100;
    private static final List<String> NUMBERS = List.of("amount", "precise", "pieces", "ratio", "maker.employee_count");
    private static final List<String> OTHERS = List.of("id", "state", "flag", "day", "moment", "maker.industry");
    private static final List<String> GROUPS = List.of(
            "state",
            "flag",
            "amount",
            "pieces",
            "choices",
            "maker.industry",
            "labels.color",
            "day:month",
            "day:week",
            "moment:day",
            "moment:week",
            "moment:month",
            "moment:quarter",
            "moment:year");
    private static final List<Map<String, Object>> FILTERS = List.of(
            Map.of(),
            condition("state", "equals", "open"),
            condition("amount", "is_not_null", ""),
            condition("maker.industry", "not_equals", "Tech"),
            condition("labels.name", "contains", "e"));

    private static RunningKasar kasar;
    private static Client acme;

    /** The rows that each of the filters selects, as they are read. */
    private static final List<List<JsonNode>> rows = new ArrayList<>();

    private static Map<String, Object> condition(String field, String operator, String value) {
        return Map.of("filter_field", field, "filter_operator", operator, "filter_value", value);
    }

    @BeforeContainer
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        acme.put("/settings", Map.of("time_zone", AggregateModel.ZONE.getId())).expect(200);
        createObject();
        var random = new Random(7);
        var makers = related("companies", "industry", List.of("Tech", "Tech", "Retail", ""));
        var labels = related("tags", "color", List.of("red", "red", "blue", ""));
        var records = IntStream.range(0, ROWS)
                .mapToObj(index -> row(random, makers, labels))
                .toList();
        acme.post("/records/things/batch/create", Map.of("records", records)).expect(200);
        FILTERS.forEach(filter -> rows.add(read(filter)));
    }

    @AfterContainer
    static void stop() {
        kasar.close();
    }

    private static void createObject() {
        var fields = new ArrayList<Map<String, Object>>();
        Map.of(
                        "amount", "CURRENCY",
                        "precise", "NUMBER",
                        "pieces", "INTEGER",
                        "ratio", "FLOAT",
                        "flag", "BOOLEAN",
                        "day", "DATE",
                        "moment", "DATETIME")
                .forEach((name, type) -> fields.add(Map.of("name", name, "label", name, "type", type)));
        fields.add(choice("state", "SELECT", List.of("open", "shut")));
        fields.add(choice("choices", "MULTI_SELECT", List.of("a", "b", "c")));
        fields.add(relation("maker", "BELONGS_TO_ONE", "companies"));
        fields.add(relation("labels", "BELONGS_TO_MANY", "tags"));
        acme.post("/schema", Map.of("name", "things", "label", "Things", "fields", fields))
                .expect(201);
    }

    private static Map<String, Object> choice(String name, String type, List<String> options) {
        return Map.of("name", name, "label", name, "type", type, "options", options);
    }

    private static Map<String, Object> relation(String name, String type, String target) {
        var relation = Map.of("type", type, "target", target);
        return Map.of("name", name, "label", name, "type", "RELATION", "relation", relation);
    }

    private static List<String> related(String object, String field, List<String> values) {
        var ids = new ArrayList<String>();
        for (var value : values) {
            var record = new HashMap<String, Object>(Map.of("name", object + ids.size(), field, value));
            if (object.equals("companies") && !ids.isEmpty()) {
                record.put("employee_count", ids.size() * 7);
            }
            ids.add(acme.post("/records/" + object, record).expect(201).id());
        }
        return ids;
    }

    private static Map<String, Object> row(Random random, List<String> makers, List<String> labels) {
        var sent = new LinkedHashMap<String, Object>();
        sent.put("amount", some(random, List.of("0.1", "0.2", "0.30", "-7", "123456789012345678.25")));
        sent.put("precise", some(random, List.of("0.0000000001", "3", "0.5", "-1.23456789")));
        sent.put("pieces", some(random, List.of(1, 2, 9007199254740993L)));
        sent.put("ratio", some(random, List.of(0.1, 1e3, -2.5)));
        sent.put("flag", some(random, List.of(true, false)));
        sent.put("day", some(random, List.of("2025-12-29", "2026-01-04", "2026-01-05", "2026-03-31")));
        sent.put(
                "moment",
                some(
                        random,
                        List.of(
                                "2025-12-31T10:59:59.999Z",
                                "2025-12-31T11:00:00Z",
                                "2026-04-04T13:30:00Z",
                                "2026-06-30T11:59:59Z",
                                "2026-06-30T12:00:00Z")));
        sent.put("state", some(random, List.of("open", "shut")));
        sent.put("choices", several(random, List.of("a", "b", "c")));
        sent.put("maker", some(random, makers));
        sent.put("labels", several(random, labels));
        return sent;
    }

    private static <T> T some(Random random, List<T> values) {
        var index = random.nextInt(values.size() + 1);
        return index == values.size() ? null : values.get(index);
    }

    private static <T> List<T> several(Random random, List<T> values) {
        return values.stream().filter(value -> random.nextBoolean()).toList();
    }

    private static List<JsonNode> read(Map<String, Object> filter) {
        var query = new HashMap<String, Object>(filter);
        query.put("limit", ROWS);
        query.put(
                "fields",
                "amount,precise,pieces,ratio,flag,day,moment,state,choices,maker.industry,maker.employee_count,labels.color");
        return acme.get("/records/things", query)
                .expect(200)
                .data()
                .valueStream()
                .toList();
    }

    /** One aggregate to be asked for. */
    record Asked(List<Metric> metrics, List<String> groups, int filter, boolean ascending) {}

    @Provide
    Arbitrary<Asked> asked() {
        var numeric = Combinators.combine(
                        Arbitraries.of("COUNT", "SUM", "AVG", "MIN", "MAX", "COUNT_DISTINCT"), Arbitraries.of(NUMBERS))
                .as(Metric::new);
        var other = Combinators.combine(Arbitraries.of("COUNT", "MIN", "MAX", "COUNT_DISTINCT"), Arbitraries.of(OTHERS))
                .as(Metric::new);
        return Combinators.combine(
                        Arbitraries.oneOf(numeric, other).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(GROUPS).list().ofMaxSize(3).uniqueElements(),
                        Arbitraries.integers().between(0, FILTERS.size() - 1),
                        Arbitraries.of(true, false))
                .as(Asked::new);
    }

    @Property(tries = 400)
    void an_aggregate_is_that_of_the_records_one_reads(@ForAll("asked") Asked asked) {
        var selected = rows.get(asked.filter());
        var body = acme.get("/aggregate/things", query(asked)).expect(200).body();
        if (asked.groups().isEmpty()) {
            var values = body.path("metrics")
                    .valueStream()
                    .map(metric -> metric.path("value"))
                    .toList();
            assertEqual(asked, values, AggregateModel.values(asked.metrics(), selected));
            return;
        }
        var expected = AggregateModel.grouped(asked.metrics(), asked.groups(), selected);
        var results = body.path("results").valueStream().toList();
        assertThat(results.stream().map(AggregateModelTest::groups))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        results.forEach(result ->
                assertEqual(asked, result.path("values").valueStream().toList(), expected.get(groups(result))));
        assertInOrder(asked, results);
    }

    private static Map<String, Object> query(Asked asked) {
        var query = new HashMap<String, Object>(FILTERS.get(asked.filter()));
        query.put(
                "metrics",
                Json.MAPPER.writeValueAsString(asked.metrics().stream()
                        .map(metric -> Map.of("function", metric.function(), "field", metric.field()))
                        .toList()));
        if (!asked.groups().isEmpty()) {
            query.put("group_by", String.join(",", asked.groups()));
            query.put("sort_dir", asked.ascending() ? "asc" : "desc");
        }
        return query;
    }

    private static List<String> groups(JsonNode result) {
        return result.path("groups")
                .valueStream()
                .map(group -> AggregateModel.key(group.path("value")))
                .collect(Collectors.toList());
    }

    private static void assertEqual(Asked asked, List<JsonNode> actual, List<Object> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (var index = 0; index < expected.size(); index++) {
            var metric = asked.metrics().get(index);
            assertThat(AggregateModel.isSame(metric, actual.get(index), expected.get(index)))
                    .as(
                            "%s of %s is %s, not %s",
                            metric.function(), metric.field(), actual.get(index), expected.get(index))
                    .isTrue();
        }
    }

    /** By the first metric, where it is a number, the empty ones last. */
    private static void assertInOrder(Asked asked, List<JsonNode> results) {
        var values =
                results.stream().map(result -> result.path("values").get(0)).toList();
        var numbers = values.stream()
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .toList();
        if (!numbers.isEmpty()) {
            assertThat(values.subList(0, numbers.size())).allMatch(JsonNode::isNumber);
            assertThat(asked.ascending() ? numbers : numbers.reversed()).isSorted();
        }
    }
}
