package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and cursors as users meet them; laws.PageWalkTest proves them under concurrent writes. */
class SortAndCursorTest {
    private static final String DEALS = "/records/opportunities";

    private static RunningKasar kasar;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        client = kasar.organization("acme").admin();
        deal("a", 10, "open");
        deal("b", 10, "negotiation");
        deal("c", 30, "open");
        deal("d", null, "negotiation");
        deal("e", null, "open");
        deal("f", 20, null);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static void deal(String name, Integer amount, String status) {
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("amount", amount);
        body.put("status", status);
        client.post(DEALS, body).expect(201);
    }

    private static String names(Reply reply) {
        var names = new ArrayList<String>();
        reply.expect(200).data().forEach(deal -> names.add(deal.path("name").asString()));
        return String.join("", names);
    }

    private static String sort(Object... fieldsAndDirections) {
        var keys = new ArrayList<Map<String, Object>>();
        for (var index = 0; index < fieldsAndDirections.length; index += 2) {
            keys.add(Map.of("field", fieldsAndDirections[index], "direction", fieldsAndDirections[index + 1]));
        }
        return Json.MAPPER.writeValueAsString(keys);
    }

    @Test
    void empty_values_come_last_in_both_directions_and_ties_are_ordered_by_id() {
        assertThat(names(client.get(DEALS, Map.of("sort_by", "amount", "sort_dir", "asc"))))
                .startsWith("abfc")
                .hasSize(6);
        assertThat(names(client.get(DEALS, Map.of("sort_by", "amount"))).substring(0, 2))
                .isEqualTo("cf");
        assertThat(names(client.get(DEALS, Map.of("sort_by", "amount"))).substring(4))
                .contains("d", "e");
    }

    @Test
    void several_keys_are_compared_in_turn_each_in_its_direction() {
        assertThat(names(client.get(DEALS, Map.of("sort", sort("status", "asc", "amount", "desc", "name", "asc")))))
                .isEqualTo("bdcaef");
        assertThat(names(client.get(DEALS, Map.of("sort", sort("status", "desc", "name", "desc")))))
                .isEqualTo("ecadbf");
    }

    @Test
    void every_page_size_walks_the_same_list() {
        var sort = sort("status", "asc", "amount", "desc");
        var whole = names(client.get(DEALS, Map.of("sort", sort)));
        for (var limit = 1; limit <= 5; limit++) {
            assertThat(walk(sort, limit)).as("limit %d", limit).isEqualTo(whole);
        }
    }

    private static String walk(String sort, int limit) {
        var names = new StringBuilder();
        var asked = new HashMap<String, Object>(Map.of("sort", sort, "limit", limit));
        while (true) {
            var page = client.get(DEALS, asked).expect(200);
            names.append(names(page));
            if (page.body().path("nextCursor").isNull()) {
                return names.toString();
            }
            asked.put("cursor", page.body().path("nextCursor").asString());
        }
    }

    @Test
    void a_direction_alone_turns_the_default_order() {
        kasar.clock().advance(java.time.Duration.ofMinutes(1));
        var last = client.post(DEALS, Map.of("name", "z")).expect(201).id();
        assertThat(names(client.get(DEALS))).startsWith("z");
        assertThat(names(client.get(DEALS, Map.of("sort_dir", "asc")))).endsWith("z");
        client.delete(DEALS + "/" + last).expect(200);
    }

    @Test
    void an_empty_sort_key_is_refused_and_not_passed_over() {
        assertThat(client.get(DEALS, Map.of("sort_by", "")).expect(400).message())
                .contains("'sort_by' must name a field");
        assertThat(client.get(DEALS, Map.of("sort", "[{\"field\": \"\"}]"))
                        .expect(400)
                        .message())
                .contains("sort[0]");
    }

    @Test
    void a_direction_that_is_no_word_is_refused_and_not_passed_over() {
        assertThat(client.get(DEALS, Map.of("sort", "[{\"field\": \"name\", \"direction\": -1}]"))
                        .expect(400)
                        .message())
                .isEqualTo("'sort[0].direction' must be asc or desc");
    }

    @Test
    void a_sort_over_a_relation_is_told_apart_from_one_by_an_unknown_field() {
        for (var path : List.of("company.name", "contacts")) {
            assertThat(client.get(DEALS, Map.of("sort_by", path)).expect(400).message())
                    .contains("not over relations");
        }
        assertThat(client.get(DEALS, Map.of("sort_by", "company.nme"))
                        .expect(400)
                        .message())
                .contains("no such field");
    }

    @Test
    void sort_counts_before_sort_by() {
        assertThat(names(client.get(DEALS, Map.of("sort", sort("name", "desc"), "sort_by", "amount"))))
                .isEqualTo("fedcba");
    }

    @Test
    void fields_that_have_no_order_or_do_not_exist_are_refused_by_name() {
        assertThat(client.get(DEALS, Map.of("sort_by", "amont")).expect(400).message())
                .contains("amont", "did you mean 'amount'?");
        assertThat(client.get(DEALS, Map.of("sort_by", "description"))
                        .expect(400)
                        .message())
                .contains("description");
        assertThat(client.get(DEALS, Map.of("sort_by", "tags")).expect(400).message())
                .contains("tags");
        assertThat(client.get(DEALS, Map.of("sort", sort("amount", "asc", "nme", "up")))
                        .expect(400)
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"field\"", "\"name\"", "[5]", "[{}]", "[{\"field\":\"name\",\"dir\":\"asc\"}]", "{}"})
    void a_sort_that_is_no_list_of_keys_is_refused(String sort) {
        assertThat(client.get(DEALS, Map.of("sort", sort)).expect(400).code()).isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "eyJpZCI6IjAxIn0",
                "e30",
                "W10",
                "bnVsbA",
                "====",
                "eyJpZCI6IjAwMDAwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCIsImsiOltdLCJxIjoieCJ9"
            })
    void a_broken_cursor_is_refused(String cursor) {
        var reply = client.get(DEALS, Map.of("cursor", cursor)).expect(400);
        assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.message()).contains("cursor");
    }

    @Test
    void a_cursor_serves_only_the_list_it_was_made_for_but_any_limit_and_projection_of_it() {
        var cursor = client.get(DEALS, Map.of("limit", 2, "sort_by", "name", "sort_dir", "asc"))
                .body()
                .path("nextCursor")
                .asString();
        assertThat(names(client.get(
                        DEALS,
                        Map.of("limit", 3, "sort_by", "name", "sort_dir", "asc", "cursor", cursor, "fields", "name"))))
                .isEqualTo("cde");
        for (var other : List.of(
                Map.of("cursor", cursor),
                Map.of("cursor", cursor, "sort_by", "name", "sort_dir", "desc"),
                Map.of("cursor", cursor, "sort_by", "name", "sort_dir", "asc", "search", "a"),
                Map.of(
                        "cursor",
                        cursor,
                        "sort_by",
                        "name",
                        "sort_dir",
                        "asc",
                        "filter_field",
                        "name",
                        "filter_operator",
                        "is_not_null"))) {
            assertThat(client.get(DEALS, other).expect(400).message()).contains("made for another");
        }
        assertThat(client.get("/records/companies", Map.of("cursor", cursor, "sort_by", "name", "sort_dir", "asc"))
                        .expect(400)
                        .message())
                .contains("made for another");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sort_by=name&sort_dir=asc | "sort": [{"field": "name", "direction": "asc"}]
            sort_by=name&sort_dir=asc | "sort": [{"field": "name"}, {"field": "name", "direction": "desc"}]
            filter_field=amount&filter_operator=gte&filter_value=10 | "filters": {"conditions": [{"field": "amount", "operator": "greater_equal", "value": 10}]}
            filter_field=name&filter_operator=is_not_null          | "filters": {"groups": [{"type": "OR", "conditions": [{"field": "name", "operator": "is_not_empty", "value": null}]}]}
            filters={}                | "filters": {"type": "AND", "conditions": []}
            """)
    void a_cursor_goes_on_with_its_list_in_whatever_notation_it_was_asked_for(String query, String body) {
        var list = DEALS + "?limit=2&" + query.replace("{", "%7B").replace("}", "%7D");
        var search = "{\"limit\": 2, " + body + "%s}";
        var cursor = client.get(list).body().path("nextCursor").asString();
        var sought = client.post(DEALS + "/search", Json.MAPPER.readTree(search.formatted("")));
        assertThat(sought.expect(200).body().path("nextCursor").asString()).isEqualTo(cursor);
        client.get(list + "&cursor=" + cursor).expect(200);
        var next = search.formatted(", \"cursor\": \"" + cursor + "\"");
        client.post(DEALS + "/search", Json.MAPPER.readTree(next)).expect(200);
    }

    @Test
    void a_page_goes_on_behind_a_record_that_was_deleted_since() {
        var gone = client.post(DEALS, Map.of("name", "bb")).expect(201).id();
        var page = client.get(DEALS, Map.of("limit", 3, "sort_by", "name", "sort_dir", "asc"))
                .expect(200);
        assertThat(names(page)).isEqualTo("abbb");
        client.delete(DEALS + "/" + gone).expect(200);
        assertThat(names(client.get(
                        DEALS,
                        Map.of(
                                "sort_by",
                                "name",
                                "sort_dir",
                                "asc",
                                "cursor",
                                page.body().path("nextCursor").asString()))))
                .isEqualTo("cdef");
    }
}
