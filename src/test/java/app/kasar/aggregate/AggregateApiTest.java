package app.kasar.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics and groups over HTTP. */
class AggregateApiTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client admin;
    private static String shop;
    private static String group;
    private static String hot;
    private static String cold;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        admin = acme.admin();
        Asking.addFields(admin);
        group = create("companies", Map.of("name", "Group", "industry", "Holding", "employee_count", 200));
        shop = create("companies", Map.of("name", "Shop", "industry", "Retail", "employee_count", 10));
        hot = create("tags", Map.of("name", "hot"));
        cold = create("tags", Map.of("name", "cold"));
        deal("A", "open", "0.1", shop, List.of("red", "blue"), List.of(hot, cold));
        deal("B", "open", "0.2", shop, List.of("red"), List.of(hot));
        deal("C", "closed_won", "1000000000000000.25", group, List.of(), List.of());
        deal("D", "closed_won", null, null, List.of("blue"), List.of(cold));
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static void deal(
            String name, String status, String amount, String company, List<String> colors, List<String> tags) {
        var deal = new LinkedHashMap<String, Object>(Map.of("name", name, "status", status, "tags", tags));
        deal.put("colors", colors);
        deal.put("amount", amount);
        deal.put("company_id", company);
        create("opportunities", deal);
    }

    private static String create(String object, Map<String, ?> body) {
        return admin.post("/records/" + object, body).expect(201).id();
    }

    private static Reply ask(String object, String... pairs) {
        return Asking.ask(admin, object, pairs);
    }

    private static String body(Reply reply) {
        return reply.expect(200).body().toString();
    }

    @Test
    void parameters_of_a_wrong_form_and_of_a_wrong_meaning_are_told_at_once() {
        var reply = ask("opportunities", "field", "amonut", "function", "SUM", "group_by", "statsu", "limit", "0");
        assertThat(reply.expect(400)
                        .body()
                        .path("errors")
                        .valueStream()
                        .map(fault -> fault.path("field").asString()))
                .containsExactlyInAnyOrder("limit", "field", "group_by");
    }

    @Test
    void metrics_that_are_no_json_are_told_without_asking_for_others() {
        var reply = ask("opportunities", "metrics", "[").expect(400);
        assertThat(reply.body().path("errors").size()).isOne();
    }

    @Test
    void a_scalar_is_answered_in_the_documented_shape_and_sums_of_money_are_exact() {
        assertThat(body(ask("opportunities", "field", "amount", "function", "SUM")))
                .isEqualTo(
                        "{\"object_name\":\"opportunities\",\"field\":\"amount\",\"function\":\"SUM\",\"value\":1000000000000000.55}");
    }

    @Test
    void groups_are_answered_in_the_documented_shape_by_value_descending_then_group() {
        assertThat(body(ask("opportunities", "field", "id", "function", "count", "group_by", "status")))
                .isEqualTo("{\"object_name\":\"opportunities\",\"field\":\"id\",\"function\":\"COUNT\","
                        + "\"group_by\":\"status\",\"results\":[{\"group\":\"closed_won\",\"value\":2},"
                        + "{\"group\":\"open\",\"value\":2}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    COUNT          | id               | 4
                    COUNT          | amount           | 3
                    COUNT          | company_id       | 3
                    COUNT          | company.industry | 3
                    COUNT_DISTINCT | company          | 2
                    COUNT_DISTINCT | status           | 2
                    COUNT          | colors           | 3
                    COUNT_DISTINCT | colors           | 3
                    MIN            | amount           | 0.1
                    MAX            | amount           | 1000000000000000.25
                    AVG            | amount           | 333333333333333.516667
                    avg            | company.employee_count | 73.333333
                    Max            | name             | D
                    MIN            | company.name     | Group
                    SUM            | weight           |
                    MIN            | due              |
                    COUNT          | due              | 0
                    """)
    void each_function_passes_over_empty_values(String function, String field, String expected) {
        assertThat(ask("opportunities", "field", field, "function", function)
                        .expect(200)
                        .body()
                        .path("value")
                        .asString(null))
                .isEqualTo(expected);
    }

    @Test
    void nothing_has_no_sum_but_a_count() {
        var none = new String[] {"filter_field", "name", "filter_operator", "equals", "filter_value", "Z"};
        assertThat(ask("opportunities", with(none, "field", "amount", "function", "SUM"))
                        .body()
                        .get("value")
                        .isNull())
                .isTrue();
        assertThat(ask("opportunities", with(none, "field", "amount", "function", "COUNT"))
                        .body()
                        .path("value")
                        .asInt(-1))
                .isZero();
        assertThat(Asking.results(
                        ask("opportunities", with(none, "field", "id", "function", "COUNT", "group_by", "status"))))
                .isEqualTo("[]");
    }

    private static String[] with(String[] pairs, String... more) {
        var all = new ArrayList<>(List.of(pairs));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    company_id       | [{group:id,display:Shop,value:2},{group:id,display:Group,value:1},{group:null,display:null,value:1}]
                    company          | [{group:id,display:Shop,value:2},{group:id,display:Group,value:1},{group:null,display:null,value:1}]
                    company.industry | [{group:Retail,value:2},{group:Holding,value:1},{group:null,value:1}]
                    owner            | [{group:id,display:Ada Byron,value:4}]
                    pipeline_id      | [{group:id,display:Sales Pipeline,value:4}]
                    colors           | [{group:blue,value:2},{group:red,value:2},{group:null,value:1}]
                    tags.name        | [{group:cold,value:2},{group:hot,value:2},{group:null,value:1}]
                    created_at:year  | [{group:2026-01-01,display:2026,value:4}]
                    created_at:quarter | [{group:2026-01-01,display:2026-Q1,value:4}]
                    created_at:month | [{group:2026-03-01,display:2026-03,value:4}]
                    created_at:Week  | [{group:2026-03-09,display:2026-W11,value:4}]
                    created_at:day   | [{group:2026-03-15,display:2026-03-15,value:4}]
                    due:day          | [{group:null,display:null,value:4}]
                    amount           | [{group:0.1,value:1},{group:0.2,value:1},{group:1000000000000000.25,value:1},{group:null,value:1}]
                    urgent           | [{group:null,value:4}]
                    """)
    void records_are_grouped_by_values_relations_and_time(String by, String expected) {
        assertThat(Asking.results(ask("opportunities", "field", "id", "function", "COUNT", "group_by", by)))
                .isEqualTo(expected);
    }

    @Test
    void a_record_counts_once_in_each_group_it_is_in() {
        assertThat(Asking.results(ask("opportunities", "field", "amount", "function", "SUM", "group_by", "tags")))
                .isEqualTo("[{group:null,display:null,value:1000000000000000.25},{group:id,display:hot,value:0.3},"
                        + "{group:id,display:cold,value:0.1}]");
    }

    @Test
    void two_related_records_with_the_same_value_count_their_record_once() {
        create("contacts", Map.of("first_name", "Ann", "company", shop, "contact_status", "lead"));
        create("contacts", Map.of("first_name", "Bob", "company", shop, "contact_status", "lead"));
        assertThat(Asking.results(ask(
                        "companies",
                        "metrics",
                        "[{\"function\":\"COUNT\",\"field\":\"id\"},{\"function\":\"SUM\",\"field\":\"employee_count\"}]",
                        "group_by",
                        "contacts.contact_status",
                        "filter_field",
                        "name",
                        "filter_operator",
                        "equals",
                        "filter_value",
                        "Shop")))
                .isEqualTo("[{groups:[{value:lead}],values:[1,10]}]");
    }

    @Test
    void several_metrics_and_groups_are_answered_in_the_wide_shape() {
        var metrics = "[{\"function\":\"sum\",\"field\":\"amount\"},{\"function\":\"COUNT\",\"field\":\"id\"}]";
        assertThat(body(ask("opportunities", "metrics", metrics)))
                .isEqualTo("{\"object_name\":\"opportunities\",\"metrics\":["
                        + "{\"field\":\"amount\",\"function\":\"SUM\",\"value\":1000000000000000.55},"
                        + "{\"field\":\"id\",\"function\":\"COUNT\",\"value\":4}]}");
        assertThat(body(ask(
                        "opportunities",
                        "metrics",
                        metrics,
                        "group_by",
                        "company.name,status",
                        "sort_by",
                        "count(id)")))
                .isEqualTo("{\"object_name\":\"opportunities\",\"group_by\":[\"company.name\",\"status\"],"
                        + "\"metrics\":[{\"field\":\"amount\",\"function\":\"SUM\"},{\"field\":\"id\",\"function\":\"COUNT\"}],"
                        + "\"results\":[{\"groups\":[{\"value\":\"Shop\"},{\"value\":\"open\"}],\"values\":[0.3,2]},"
                        + "{\"groups\":[{\"value\":\"Group\"},{\"value\":\"closed_won\"}],\"values\":[1000000000000000.25,1]},"
                        + "{\"groups\":[{\"value\":null},{\"value\":\"closed_won\"}],\"values\":[null,1]}]}");
    }

    @Test
    void groups_are_sorted_and_cut_as_asked_and_say_so() {
        var names = new String[] {"field", "id", "function", "COUNT", "group_by", "name"};
        assertThat(Asking.results(
                        ask("opportunities", with(names, "sort_by", "group", "sort_dir", "desc", "limit", "2"))))
                .isEqualTo("[{group:D,value:1},{group:C,value:1}]");
        assertThat(ask("opportunities", with(names, "limit", "2"))
                        .body()
                        .path("truncated")
                        .asBoolean())
                .isTrue();
        assertThat(ask("opportunities", with(names, "limit", "4")).body().has("truncated"))
                .isFalse();
        var sort = "[{\"field\":\"value\",\"direction\":\"asc\"},{\"field\":\"name\",\"direction\":\"desc\"}]";
        assertThat(Asking.results(
                        ask("opportunities", "field", "amount", "function", "MAX", "group_by", "name", "sort", sort)))
                .isEqualTo(
                        "[{group:A,value:0.1},{group:B,value:0.2},{group:C,value:1000000000000000.25},{group:D,value:null}]");
    }

    @Test
    void more_than_a_thousand_groups_are_cut_and_the_answer_says_so() {
        IntStream.range(0, 11)
                .forEach(batch -> admin.post(
                                "/records/companies/batch/create",
                                Map.of(
                                        "records",
                                        IntStream.range(0, 100)
                                                .mapToObj(index -> Map.of("name", "Many " + (batch * 100 + index)))
                                                .toList()))
                        .expect(200));
        var cut = ask("companies", "field", "id", "function", "COUNT", "group_by", "name");
        assertThat(cut.body().path("results").size()).isEqualTo(1000);
        assertThat(cut.body().path("truncated").asBoolean()).isTrue();
    }

    @Test
    void filters_groups_of_filters_and_search_say_which_records_count() {
        var sum = new String[] {"field", "amount", "function", "SUM"};
        assertThat(value(with(sum, "filter_field", "status", "filter_operator", "equals", "filter_value", "open")))
                .isEqualTo("0.3");
        assertThat(value(with(sum, "filter_field", "amount", "filter_operator", "lt", "filter_value", "0.2")))
                .isEqualTo("0.1");
        assertThat(
                        value(
                                with(
                                        sum,
                                        "filters",
                                        "{\"conditions\":[{\"field\":\"company.industry\",\"operator\":\"equals\",\"value\":\"Retail\"}]}")))
                .isEqualTo("0.3");
        assertThat(value(with(sum, "search", "B"))).isEqualTo("0.2");
    }

    private static String value(String... pairs) {
        return ask("opportunities", pairs).expect(200).body().path("value").asString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amuont | SUM  |            | field    | did you mean 'amount'
                    status | SUM  |            | field    | SUM takes numbers; 'status' is of type SELECT
                    name   | avg  |            | field    | AVG takes numbers; 'name' is of type TEXT
                    amount | SUMM |            | function | did you mean 'SUM'
                    amount |      |            | function | must be one of COUNT, SUM
                           | SUM  |            | field    | 'field' is required
                    amount | SUM  | statsu     | group_by | did you mean 'status'
                    amount | SUM  | created_at:moth | group_by | did you mean 'month'
                    amount | SUM  | name:month | group_by | only DATE and DATETIME
                    amount | SUM  | tags:month | group_by | only DATE and DATETIME
                    amount | SUM  | a,b,c,d,e,f | group_by | at most 5
                    tags   | COUNT |           | field    | leads to several records
                    contacts.first_name | MIN | | field   | leads to several records
                    """)
    void what_is_not_understood_is_refused_with_the_nearest_name(
            String field, String function, String groupBy, String at, String message) {
        var query = new LinkedHashMap<String, String>();
        query.put("field", field);
        query.put("function", function);
        query.put("group_by", groupBy);
        query.values().removeIf(java.util.Objects::isNull);
        var refused = admin.get("/aggregate/opportunities", query).expect(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.body().toString()).contains("\"" + at + "\"").contains(message);
    }

    @Test
    void every_fault_is_named_at_once() {
        var refused = ask(
                        "opportunities",
                        "metrics",
                        "[{\"function\":\"SUM\",\"field\":\"name\"},{\"function\":\"COUNT\",\"field\":\"nmae\"}]",
                        "group_by",
                        "statsu",
                        "filter_field",
                        "amuont",
                        "filter_operator",
                        "gt",
                        "filter_value",
                        "1")
                .expect(400);
        assertThat(refused.body().toString())
                .contains("metrics[0].field")
                .contains("metrics[1].field")
                .contains("group_by")
                .contains("filter_field");
        assertThat(ask("opportunities", "field", "id", "function", "COUNT", "sort_by", "value", "limit", "3")
                        .expect(400)
                        .body()
                        .toString())
                .contains("sort_by")
                .contains("limit");
        assertThat(ask("deals", "field", "id", "function", "COUNT").expect(400).code())
                .isEqualTo("INVALID_OBJECT");
    }
}
