package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import app.kasar.laws.FilterModel.Kind;
import app.kasar.laws.FilterModel.Node;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class FilterModelTest {
    private static final int ROWS = 100;
    private static final List<String> COMPARING = List.of(
            "equals",
            "not_equals",
            "in",
            "not_in",
            "greater_than",
            "greater_equal",
            "less_than",
            "less_equal",
            "between",
            "is_null",
            "is_not_null");
    private static final Map<Kind, List<String>> OPERATORS = Map.ofEntries(
            Map.entry(Kind.TEXT, textOperators()),
            Map.entry(Kind.NAME, textOperators()),
            Map.entry(Kind.NUMBER, COMPARING),
            Map.entry(Kind.BOOLEAN, List.of("equals", "not_equals", "in", "not_in", "is_null", "is_not_null")),
            Map.entry(Kind.DAY, and(COMPARING, "date_equals", "date_before", "date_after", "date_between")),
            Map.entry(Kind.MOMENT, and(COMPARING, "date_equals", "date_before", "date_after", "date_between")),
            Map.entry(
                    Kind.CHOICES,
                    List.of(
                            "equals",
                            "not_equals",
                            "in",
                            "not_in",
                            "contains",
                            "not_contains",
                            "is_null",
                            "is_not_null")),
            Map.entry(Kind.EMAILS, entryOperators()),
            Map.entry(Kind.PHONES, entryOperators()),
            Map.entry(Kind.JSON, List.of("is_null", "is_not_null")),
            Map.entry(Kind.TO_ONE, List.of("equals", "not_equals", "in", "not_in", "is_null", "is_not_null")),
            Map.entry(Kind.TO_MANY, List.of("equals", "not_equals", "in", "not_in", "is_null", "is_not_null")));
    private static final Map<String, List<String>> ALIASES = Map.of(
            "equals", List.of("eq", "EQUALS"),
            "not_equals", List.of("neq"),
            "greater_than", List.of("gt"),
            "greater_equal", List.of("gte", "greater_than_or_equal"),
            "less_than", List.of("lt"),
            "less_equal", List.of("lte", "less_than_or_equal"),
            "is_null", List.of("is_empty"),
            "is_not_null", List.of("is_not_empty"));

    private static final List<Object> TEXTS = List.copyOf(FilterModel.DICTIONARY);
    private static final List<Object> DAYS = List.of("2026-03-07", "2026-03-08", "2026-03-09", "2026-11-01");
    private static final List<Object> MOMENTS = List.of(
            "2026-03-08T04:59:59.999999Z",
            "2026-03-08T05:00:00Z",
            "2026-03-09T03:59:59.999999Z",
            "2026-03-09T04:00:00Z",
            "2026-11-01T05:30:00Z",
            "2026-11-01T06:30:00Z",
            "2026-11-02T04:59:59Z",
            "2026-11-02T05:00:00Z");

    private static RunningKasar kasar;
    private static Client acme;
    private static final List<Map<String, Object>> makers = new ArrayList<>();
    private static final List<Map<String, Object>> labels = new ArrayList<>();
    private static final List<Map<String, Object>> rows = new ArrayList<>();

    /** A field that can be asked for, and what to ask with. */
    record Field(String path, Kind kind, List<Object> operands) {}

    private static List<Field> fields() {
        var makerIds = makers.stream().map(maker -> maker.get("id")).toList();
        var labelIds = labels.stream().map(label -> label.get("id")).toList();
        var moments = and(
                and(MOMENTS, DAYS.toArray()),
                "2026-03-08T00:00:00",
                "2026-11-01T01:30:00",
                "2026-03-08T06:00:00+01:00");
        return List.of(
                new Field("title", Kind.NAME, TEXTS),
                new Field("body", Kind.TEXT, TEXTS),
                new Field(
                        "amount",
                        Kind.NUMBER,
                        List.of(-1.5, 0, "0.250", "1e20", 3, new BigDecimal("99999999999999999999.5"))),
                new Field("size", Kind.NUMBER, List.of(1, 2, "3", 1.5, 9007199254740993L, "1e25", -7)),
                new Field("ratio", Kind.NUMBER, List.of(0.1, "1e300", -2.5, 0)),
                new Field("flag", Kind.BOOLEAN, List.of(true, false, "true")),
                new Field("day", Kind.DAY, DAYS),
                new Field("moment", Kind.MOMENT, moments),
                new Field("state", Kind.TEXT, List.of("open", "OPEN", "shut", "nix", "o")),
                new Field("choices", Kind.CHOICES, List.of("a", "b", "c", "A")),
                new Field(
                        "mails",
                        Kind.EMAILS,
                        List.of("ann@example.com", "ANN@Example.COM", "bo@x.test", "@x", "_", "none@x.test")),
                new Field(
                        "phones",
                        Kind.PHONES,
                        List.of("+33612345678", "06 12 34 56 78", "+33612345679", "+336", "79", "%")),
                new Field("place", Kind.TEXT, List.of("1 Main St, Paris", "paris", "Lyon", ", ")),
                new Field("place.city", Kind.TEXT, List.of("Paris", "paris", "Lyon", "")),
                new Field("extra", Kind.JSON, List.of("x")),
                new Field("maker", Kind.TO_ONE, makerIds),
                new Field("maker_id", Kind.TO_ONE, makerIds),
                new Field("labels", Kind.TO_MANY, labelIds),
                new Field("maker.industry", Kind.NAME, List.of("Tech", "tech", "Retail", "t")),
                new Field("maker.employee_count", Kind.NUMBER, List.of(1, 10, 100)),
                new Field("maker.email", Kind.EMAILS, List.of("hi@maker.test", "maker")),
                new Field("labels.name", Kind.NAME, List.of("red one", "RED", "two", "three")),
                new Field("labels.color", Kind.NAME, List.of("red", "Red", "blue")));
    }

    private static List<String> textOperators() {
        return and(COMPARING, "contains", "not_contains", "starts_with", "ends_with");
    }

    private static List<String> entryOperators() {
        return List.of(
                "equals",
                "not_equals",
                "in",
                "not_in",
                "contains",
                "not_contains",
                "starts_with",
                "ends_with",
                "is_null",
                "is_not_null");
    }

    @SafeVarargs
    private static <T> List<T> and(List<T> list, T... more) {
        var all = new ArrayList<>(list);
        all.addAll(Arrays.asList(more));
        return all;
    }

    @BeforeContainer
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        acme.put("/settings", Map.of("time_zone", FilterModel.ZONE.getId(), "default_country", "FR"))
                .expect(200);
        createObject();
        createRelated();
        var random = new Random(11);
        for (var index = 0; index < ROWS; index++) {
            createRow(random);
        }
    }

    private static void createObject() {
        var fields = new ArrayList<Map<String, Object>>();
        Map.of(
                        "title",
                        "TEXT",
                        "body",
                        "TEXTAREA",
                        "amount",
                        "NUMBER",
                        "size",
                        "INTEGER",
                        "ratio",
                        "FLOAT",
                        "flag",
                        "BOOLEAN",
                        "day",
                        "DATE",
                        "moment",
                        "DATETIME",
                        "mails",
                        "EMAILS",
                        "phones",
                        "PHONES")
                .forEach((name, type) -> fields.add(Map.of("name", name, "label", name, "type", type)));
        fields.add(Map.of("name", "place", "label", "Place", "type", "ADDRESS"));
        fields.add(Map.of("name", "extra", "label", "Extra", "type", "JSON"));
        fields.add(Map.of("name", "state", "label", "State", "type", "SELECT", "options", List.of("open", "shut")));
        fields.add(Map.of(
                "name", "choices", "label", "Choices", "type", "MULTI_SELECT", "options", List.of("a", "b", "c")));
        fields.add(relation("maker", "BELONGS_TO_ONE", "companies"));
        fields.add(relation("labels", "BELONGS_TO_MANY", "tags"));
        acme.post("/schema", Map.of("name", "things", "label", "Things", "fields", fields))
                .expect(201);
    }

    private static Map<String, Object> relation(String name, String type, String target) {
        return Map.of(
                "name", name, "label", name, "type", "RELATION", "relation", Map.of("type", type, "target", target));
    }

    private static void createRelated() {
        for (var industry : Arrays.asList("Tech", "Retail", "", null)) {
            var maker = new HashMap<String, Object>();
            maker.put("name", "Maker");
            maker.put("industry", industry);
            maker.put("employee_count", makers.isEmpty() ? null : makers.size() * 10);
            maker.put("email", makers.size() == 1 ? List.of("hi@maker.test") : null);
            maker.put("id", acme.post("/records/companies", maker).expect(201).id());
            makers.add(maker);
        }
        for (var name : List.of("red one", "two", "Three")) {
            var label = new HashMap<String, Object>();
            label.put("name", name);
            label.put("color", name.equals("red one") ? "red" : null);
            label.put("id", acme.post("/records/tags", label).expect(201).id());
            labels.add(label);
        }
    }

    private static void createRow(Random random) {
        var sent = new LinkedHashMap<String, Object>();
        sent.put("title", some(random, TEXTS));
        sent.put("body", some(random, TEXTS));
        sent.put(
                "amount",
                some(
                        random,
                        List.of(
                                -1.5,
                                0,
                                0.25,
                                new BigDecimal("100000000000000000000"),
                                new BigDecimal("99999999999999999999.5"))));
        sent.put("size", some(random, List.of(1, 2, 3, 9007199254740993L, -7)));
        sent.put("ratio", some(random, List.of(0.1, 1e300, -2.5, 0.0)));
        sent.put("flag", some(random, List.of(true, false)));
        sent.put("day", some(random, DAYS));
        sent.put("moment", some(random, MOMENTS));
        sent.put("state", some(random, List.of("open", "shut")));
        sent.put(
                "choices",
                some(random, List.of(List.of("a"), List.of("a", "b"), List.of("b", "a", "c"), List.of("c"))));
        sent.put(
                "mails",
                some(
                        random,
                        List.of(
                                List.of("Ann@Example.com"),
                                List.of("bo@x.test", "ann@example.com"),
                                List.of("a_b@x.test"))));
        sent.put(
                "phones",
                some(
                        random,
                        List.of(
                                List.of("06 12 34 56 78"),
                                List.of("+33612345679", "+33612345678"),
                                List.of("+33612345670"))));
        sent.put(
                "place",
                some(
                        random,
                        List.of(
                                Map.of("street", "1 Main St", "city", "Paris"),
                                Map.of("city", "Lyon"),
                                Map.of("street", "Nowhere"))));
        sent.put("extra", some(random, List.of(Map.of("a", 1), List.of())));
        var maker = some(random, makers);
        var chosen = labels.stream().filter(label -> random.nextInt(3) == 0).toList();
        sent.put("maker", maker == null ? null : maker.get("id"));
        sent.put("labels", chosen.stream().map(label -> label.get("id")).toList());
        var row = modelled(sent);
        row.put("id", acme.post("/records/things", sent).expect(201).id());
        row.put("maker", maker);
        row.put("maker_id", maker);
        row.put("labels", chosen);
        rows.add(row);
    }

    private static <T> T some(Random random, List<T> values) {
        return random.nextInt(4) == 0 ? null : values.get(random.nextInt(values.size()));
    }

    /** The row as it must be kept: times read, addresses in one line, entries in their one form. */
    private static Map<String, Object> modelled(Map<String, Object> sent) {
        var row = new HashMap<>(sent);
        row.computeIfPresent("extra", (name, json) -> "an empty array is a value, too");
        row.computeIfPresent("day", (name, day) -> LocalDate.parse((String) day));
        row.computeIfPresent("moment", (name, moment) -> Instant.parse((String) moment));
        row.computeIfPresent(
                "mails",
                (name, mails) -> ((List<?>) mails)
                        .stream()
                                .map(mail -> mail.toString().toLowerCase(Locale.ROOT))
                                .toList());
        row.computeIfPresent(
                "phones",
                (name, phones) -> ((List<?>) phones)
                        .stream().map(FilterModel::international).toList());
        if (sent.get("place") instanceof Map<?, ?> place) {
            row.put("place.city", place.get("city"));
            row.put(
                    "place",
                    place.size() == 2
                            ? place.get("street") + ", " + place.get("city")
                            : place.values().iterator().next());
        }
        return row;
    }

    @AfterContainer
    static void stop() {
        kasar.close();
    }

    /** A filter, and the JSON it is written as. */
    record Asked(Node node, Map<String, Object> json) {}

    @Provide
    Arbitrary<Asked> filters() {
        return group(3);
    }

    private static Arbitrary<Asked> group(int depth) {
        Arbitrary<Asked> part = depth == 1
                ? condition()
                : Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, condition()),
                        net.jqwik.api.Tuple.of(1, Arbitraries.lazy(() -> group(depth - 1))));
        return Combinators.combine(
                        part.list().ofMaxSize(3),
                        Arbitraries.of("AND", "OR", "and", "or", ""),
                        Arbitraries.of(true, false))
                .as(FilterModelTest::grouped);
    }

    private static Asked grouped(List<Asked> parts, String type, boolean apart) {
        var json = new LinkedHashMap<String, Object>();
        if (!type.isEmpty()) {
            json.put("type", type);
        }
        var nested = parts.stream()
                .filter(part -> apart && part.node() instanceof Node.Group)
                .toList();
        json.put(
                "conditions",
                parts.stream()
                        .filter(part -> !nested.contains(part))
                        .map(Asked::json)
                        .toList());
        if (!nested.isEmpty()) {
            json.put("groups", nested.stream().map(Asked::json).toList());
        }
        return new Asked(
                new Node.Group(
                        !type.equalsIgnoreCase("or"),
                        parts.stream().map(Asked::node).toList()),
                json);
    }

    @Provide
    Arbitrary<Asked> conditions() {
        return condition();
    }

    private static Arbitrary<Asked> condition() {
        return Arbitraries.of(fields())
                .flatMap(field -> Arbitraries.of(OPERATORS.get(field.kind()))
                        .flatMap(operator -> Combinators.combine(
                                        Arbitraries.of(field.operands())
                                                .list()
                                                .ofMinSize(1)
                                                .ofMaxSize(3),
                                        Arbitraries.of(true, false),
                                        Arbitraries.integers().between(0, 2))
                                .as((operands, asText, spelling) ->
                                        condition(field, operator, operands, asText, spelling))));
    }

    private static Asked condition(Field field, String operator, List<Object> drawn, boolean asText, int spelling) {
        var isPair = operator.endsWith("between");
        var isList = isPair || operator.endsWith("in") || field.kind() == Kind.CHOICES && operator.endsWith("equals");
        var operands = isPair ? List.of(drawn.getFirst(), drawn.getLast()) : isList ? drawn : drawn.subList(0, 1);
        var json = new LinkedHashMap<String, Object>();
        json.put("field", field.path());
        var spellings = ALIASES.getOrDefault(operator, List.of());
        json.put("operator", spelling < spellings.size() ? spellings.get(spelling) : operator);
        if (!operator.startsWith("is_")) {
            json.put("value", isList ? listed(operands, asText) : operands.getFirst());
        }
        return new Asked(new Node.Test(field.path(), field.kind(), operator, operands), json);
    }

    /** As an array, or with commas between where no element needs an array. */
    private static Object listed(List<Object> operands, boolean asText) {
        var texts = operands.stream().map(String::valueOf).toList();
        var isPlain = texts.stream().allMatch(text -> text.strip().equals(text) && !text.contains(","));
        return asText && isPlain ? String.join(",", texts) : operands;
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void a_filter_group_finds_what_it_means(@ForAll("filters") Asked asked, @ForAll boolean inTheUrl) {
        var found = inTheUrl
                ? acme.get(
                        "/records/things",
                        Map.of("limit", 100, "filters", Json.MAPPER.writeValueAsString(asked.json())))
                : acme.post("/records/things/search", Map.of("limit", 100, "filters", asked.json()));
        assertFinds(asked, found.expect(200));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void a_simple_filter_finds_what_it_means(@ForAll("conditions") Asked asked) {
        var query = new LinkedHashMap<String, Object>();
        query.put("limit", 100);
        query.put("filter_field", asked.json().get("field"));
        query.put("filter_operator", asked.json().get("operator"));
        var value = asked.json().get("value");
        if (value instanceof List<?>) {
            return;
        }
        if (value != null) {
            query.put("filter_value", value);
        }
        assertFinds(asked, acme.get("/records/things", query).expect(200));
    }

    @Example
    void every_text_is_found_by_its_parts_whatever_the_case() {
        for (var field : fields().subList(0, 2)) {
            for (var operator :
                    List.of("contains", "not_contains", "starts_with", "ends_with", "equals", "less_than")) {
                for (var operand : field.operands()) {
                    var asked = condition(field, operator, List.of(operand), false, 2);
                    var body = Map.of("limit", 100, "filters", Map.of("conditions", List.of(asked.json())));
                    assertFinds(asked, acme.post("/records/things/search", body).expect(200));
                }
            }
        }
    }

    private static void assertFinds(Asked asked, Client.Reply found) {
        var ids =
                found.data().valueStream().map(row -> row.path("id").asString()).collect(Collectors.toSet());
        var expected = rows.stream()
                .filter(row -> FilterModel.holds(asked.node(), row))
                .map(row -> (String) row.get("id"))
                .collect(Collectors.toSet());
        assertThat(ids).as(() -> Json.MAPPER.writeValueAsString(asked.json())).isEqualTo(expected);
        assertThat(found.body().path("total").asInt()).isEqualTo(expected.size());
    }

    @Example
    void an_operator_that_does_not_fit_a_field_is_refused() {
        var known = OPERATORS.values().stream().flatMap(List::stream).distinct().toList();
        for (var field : fields()) {
            for (var operator : known) {
                var condition = Map.of("field", field.path(), "operator", operator, "value", operands(field, operator));
                var answer = acme.post(
                        "/records/things/search", Map.of("filters", Map.of("conditions", List.of(condition))));
                assertThat(answer.status())
                        .as(() -> condition + ": " + answer.body())
                        .isEqualTo(OPERATORS.get(field.kind()).contains(operator) ? 200 : 400);
            }
        }
    }

    private static Object operands(Field field, String operator) {
        if (operator.startsWith("is_")) {
            return "";
        }
        var first = field.operands().getFirst();
        return operator.endsWith("between") ? List.of(first, first) : first;
    }
}
