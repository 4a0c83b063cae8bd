package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of {@code GET /records/{object}} and the same list asked for in a body. */
class RecordListTest {
    private static final String CONTACTS = "/records/contacts";

    private static RunningKasar kasar;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        client = kasar.organization("acme").admin();
        for (var index = 1; index <= 25; index++) {
            client.post(
                            CONTACTS,
                            Map.of(
                                    "first_name",
                                    "C%02d".formatted(index),
                                    "last_name",
                                    index % 2 == 0 ? "Even" : "Odd"))
                    .expect(201);
            kasar.clock().advance(Duration.ofSeconds(1));
        }
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static List<String> names(Reply reply) {
        return reply.data()
                .valueStream()
                .map(contact -> contact.path("first_name").asString())
                .toList();
    }

    private static List<String> faultyFields(Reply reply) {
        return reply.expect(400)
                .body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString(""))
                .toList();
    }

    @Test
    void without_parameters_the_newest_twenty_are_shown_with_the_total_of_all() {
        var reply = client.get(CONTACTS).expect(200);
        assertThat(names(reply)).hasSize(20).startsWith("C25", "C24", "C23");
        assertThat(reply.body().path("total").asInt()).isEqualTo(25);
        assertThat(reply.body().path("nextCursor").isString()).isTrue();

        var last = client.get(
                CONTACTS, Map.of("cursor", reply.body().path("nextCursor").asString()));
        assertThat(names(last)).containsExactly("C05", "C04", "C03", "C02", "C01");
        assertThat(last.body().path("nextCursor").isNull()).isTrue();
        assertThat(last.body().path("total").asInt()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "101", "x", "1.5", "", "+5", "99999999999999999999"})
    void a_limit_out_of_range_is_refused_with_the_range(String limit) {
        var reply = client.get(CONTACTS, Map.of("limit", limit)).expect(400);
        assertThat(reply.message()).isEqualTo("'limit' must be a whole number from 1 to 100");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void a_limit_may_be_as_small_and_large_as_the_range(int limit) {
        assertThat(names(client.get(CONTACTS, Map.of("limit", limit)).expect(200)))
                .hasSize(Math.min(limit, 25));
    }

    @Test
    void a_total_may_be_left_out() {
        var reply = client.get(CONTACTS, Map.of("total", "none", "limit", 1)).expect(200);
        assertThat(reply.body().has("total")).isFalse();
        assertThat(client.get(CONTACTS, Map.of("total", "some")).expect(400).message())
                .contains("exact, none");
    }

    @ParameterizedTest
    @CsvSource({"lmit, limit", "sortby, sort_by", "filter, filters", "feilds, fields", "filter_op, filter_operator"})
    void an_unknown_parameter_is_refused_with_the_nearest(String wrong, String right) {
        assertThat(client.get(CONTACTS, Map.of(wrong, "1")).expect(400).message())
                .isEqualTo("unknown parameter '%s'; did you mean '%s'?".formatted(wrong, right));
    }

    @Test
    void a_parameter_given_twice_is_refused() {
        assertThat(client.get(CONTACTS + "?limit=1&limit=2").expect(400).message())
                .isEqualTo("'limit' is given more than once");
    }

    @Test
    void a_simple_filter_takes_field_operator_and_value() {
        var filter = Map.of("filter_field", "last_name", "filter_operator", "equals", "filter_value", "Even");
        assertThat(client.get(CONTACTS, filter).body().path("total").asInt()).isEqualTo(12);
        assertThat(faultyFields(client.get(CONTACTS, Map.of("filter_field", "last_name"))))
                .containsExactly("filter_operator");
        assertThat(faultyFields(client.get(CONTACTS, Map.of("filter_operator", "equals"))))
                .containsExactly("filter_field");
        assertThat(faultyFields(client.get(CONTACTS, Map.of("filter_value", "x"))))
                .containsExactly("filter_field", "filter_operator");
        assertThat(faultyFields(client.get(CONTACTS, Map.of("filter_field", "last_name", "filter_operator", "equals"))))
                .containsExactly("filter_value");
        for (var value : List.of("", "true")) {
            assertThat(client.get(
                                    CONTACTS,
                                    Map.of(
                                            "filter_field",
                                            "email",
                                            "filter_operator",
                                            "is_null",
                                            "filter_value",
                                            value))
                            .expect(200)
                            .body()
                            .path("total")
                            .asInt())
                    .isEqualTo(25);
        }
    }

    @Test
    void kinds_of_filters_that_exclude_each_other_are_refused_together() {
        var simple = Map.of("filter_field", "last_name", "filter_operator", "equals", "filter_value", "Odd");
        var both = new java.util.HashMap<String, String>(simple);
        both.put("filters", "{}");
        assertThat(faultyFields(client.get(CONTACTS, both))).containsExactly("filters");
        assertThat(faultyFields(client.get(CONTACTS, Map.of("filters", "{}", "search", "C01"))))
                .containsExactly("search");
        var searched = new java.util.HashMap<String, String>(simple);
        searched.put("search", "C01");
        assertThat(names(client.get(CONTACTS, searched).expect(200))).containsExactly("C01");
        searched.put("search", "C02");
        assertThat(names(client.get(CONTACTS, searched).expect(200))).isEmpty();
    }

    @Test
    void everything_wrong_with_the_meaning_of_a_list_is_told_at_once() {
        var reply = client.get(
                CONTACTS,
                Map.of(
                        "sort_by", "nme",
                        "fields", "ful_name,company.nme,email",
                        "filter_field", "emial",
                        "filter_operator", "equls",
                        "filter_value", "x"));
        assertThat(faultyFields(reply))
                .containsExactlyInAnyOrder("sort_by", "fields", "fields", "filter_field", "filter_operator");
        assertThat(reply.body().toString())
                .contains("did you mean 'full_name'?", "did you mean 'email'?", "did you mean 'equals'?");
    }

    @Test
    void a_search_body_is_the_same_list_in_native_json() {
        var body = Map.of(
                "filters",
                Map.of("conditions", List.of(Map.of("field", "last_name", "operator", "equals", "value", "Odd"))),
                "sort",
                List.of(Map.of("field", "first_name", "direction", "asc")),
                "fields",
                List.of("first_name"),
                "limit",
                2);
        var first = client.post(CONTACTS + "/search", body).expect(200);
        assertThat(names(first)).containsExactly("C01", "C03");
        assertThat(first.body().path("total").asInt()).isEqualTo(13);
        var next = new java.util.HashMap<String, Object>(body);
        next.put("cursor", first.body().path("nextCursor").asString());
        assertThat(names(client.post(CONTACTS + "/search", next).expect(200))).containsExactly("C05", "C07");
    }

    @Test
    void a_search_body_may_be_empty_or_a_group_alone() {
        assertThat(client.post(CONTACTS + "/search", Map.of())
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(25);
        var group = Map.of(
                "type", "OR", "conditions", List.of(Map.of("field", "first_name", "operator", "eq", "value", "C07")));
        assertThat(names(client.post(CONTACTS + "/search", group).expect(200))).containsExactly("C07");
    }

    @Test
    void a_group_alone_may_leave_out_its_conditions() {
        assertThat(client.post(CONTACTS + "/search", Map.of("type", "and"))
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(25);
    }

    @Test
    void what_stands_beside_a_group_alone_is_told_where_the_group_belongs() {
        var reply = client.post(CONTACTS + "/search", Map.of("conditions", List.of(), "limit", 1));
        assertThat(faultyFields(reply.expect(400))).containsExactly("limit");
        assertThat(reply.message()).contains("put the filter into 'filters'");
    }

    @Test
    void a_condition_without_a_group_is_told_where_it_belongs() {
        var condition = Map.of("field", "first_name", "operator", "equals", "value", "C07");
        var inBody = client.post(CONTACTS + "/search", condition).expect(400);
        var inParameter = client.get(CONTACTS, Map.of("filters", Json.MAPPER.writeValueAsString(condition)))
                .expect(400);
        for (var reply : List.of(inBody, inParameter)) {
            assertThat(faultyFields(reply)).containsExactly("filters");
            assertThat(reply.message()).contains("\"conditions\": [{");
        }
    }

    @Test
    void a_total_of_another_kind_is_refused_in_a_body_too() {
        assertThat(client.post(CONTACTS + "/search", Map.of("total", "some"))
                        .expect(400)
                        .message())
                .contains("exact, none");
    }

    @Test
    void an_unknown_key_of_a_search_body_without_a_near_one_is_told_all_there_are() {
        assertThat(client.post(CONTACTS + "/search", Map.of("page_size", 5))
                        .expect(400)
                        .message())
                .isEqualTo("unknown field 'page_size';"
                        + " known are filters, sort, fields, search, limit, cursor, total");
    }

    @Test
    void parameters_of_a_wrong_form_and_of_a_wrong_meaning_are_told_at_once() {
        var reply = client.get(
                        CONTACTS,
                        Map.of(
                                "lmit", 1,
                                "limit", 101,
                                "sort_dir", "up",
                                "sort_by", "nme",
                                "fields", "emial",
                                "filters", "{\"conditions\": [{\"field\": \"x_y\", \"operator\": \"is_null\"}]}"))
                .expect(400);
        assertThat(faultyFields(reply))
                .containsExactlyInAnyOrder(
                        "lmit", "limit", "sort_dir", "sort_by", "fields", "filters.conditions[0].field");
    }

    @Test
    void parameters_and_a_body_that_are_both_wrong_are_told_at_once() {
        assertThat(faultyFields(client.post(CONTACTS + "?lmit=1", Map.of("frist_name", "Ann"))
                        .expect(400)))
                .containsExactlyInAnyOrder("lmit", "frist_name", "first_name");
        assertThat(faultyFields(client.patch(
                                CONTACTS + "/00000000-0000-7000-8000-000000000000?lmit=1", Map.of("frist_name", "Ann"))
                        .expect(400)))
                .containsExactlyInAnyOrder("lmit", "frist_name");
        assertThat(faultyFields(client.post(CONTACTS + "/search?lmit=1", Map.of("limit", 101))
                        .expect(400)))
                .containsExactlyInAnyOrder("lmit", "limit");
        assertThat(faultyFields(client.post(CONTACTS + "?lmit=1", List.of(1)).expect(400)))
                .containsExactlyInAnyOrder("lmit", "");
    }

    @Test
    void a_text_that_is_no_cursor_is_told_beside_other_faults() {
        assertThat(faultyFields(client.get(CONTACTS, Map.of("cursor", "x", "fields", "emial"))))
                .containsExactlyInAnyOrder("cursor", "fields");
    }

    @Test
    void a_filter_that_is_no_json_is_told_once() {
        var reply =
                client.get(CONTACTS, Map.of("filters", "{", "fields", "emial")).expect(400);
        assertThat(faultyFields(reply)).containsExactly("filters", "fields");
    }

    @Test
    void everything_wrong_with_a_search_body_is_told_at_once() {
        var reply = client.post(
                CONTACTS + "/search",
                Map.of("filter", Map.of(), "limt", 2, "limit", 0, "fields", List.of("a_b"), "search", 5, "sort", "x"));
        assertThat(faultyFields(reply))
                .containsExactlyInAnyOrder("filter", "limt", "limit", "fields", "search", "sort");
    }

    @Test
    void what_has_routes_of_its_own_is_told_to_be_there() {
        assertThat(client.get("/records/tasks").expect(400).message()).endsWith("it has routes of its own, /tasks");
        assertThat(client.get("/aggregate/notes?field=id&function=COUNT")
                        .expect(400)
                        .code())
                .isEqualTo("INVALID_OBJECT");
    }

    @Test
    void unknown_objects_and_routes_answer_with_json() {
        assertThat(client.get("/records/nothing").expect(400).code()).isEqualTo("INVALID_OBJECT");
        assertThat(client.get("/record/contacts").expect(404).code()).isEqualTo("NOT_FOUND");
        assertThat(client.put(CONTACTS, Map.of()).expect(405).header("Allow")).contains("GET", "POST", "DELETE");
    }
}
