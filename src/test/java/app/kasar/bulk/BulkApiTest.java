package app.kasar.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.TestPostgres;
import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.http.ServerSettings;
import app.kasar.server.Wiring;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One operation on many records over HTTP. */
class BulkApiTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client admin;
    private static String shop;
    private static String hot;
    private static String cold;

    private final List<String> deals = new ArrayList<>();

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        admin = acme.admin();
        shop = create("companies", Map.of("name", "Shop"));
        hot = create("tags", Map.of("name", "hot"));
        cold = create("tags", Map.of("name", "cold"));
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void makeDeals() {
        for (var name : List.of("A", "B", "C")) {
            deals.add(create("opportunities", Map.of("name", name, "status", "open", "amount", 10)));
        }
    }

    private static String create(String object, Map<String, ?> body) {
        return admin.post("/records/" + object, body).expect(201).id();
    }

    private static Map<String, Object> set(String field, Object value, List<String> ids) {
        var body = new HashMap<String, Object>(Map.of(
                "action", "update_field", "object_name", "opportunities", "record_ids", ids, "field_name", field));
        body.put("field_value", value);
        return body;
    }

    private static Map<String, Object> relate(String action, String field, List<String> targets, List<String> ids) {
        return Map.of(
                "action", action,
                "object_name", "opportunities",
                "record_ids", ids,
                "relation_field", field,
                "target_ids", targets);
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        var more = new HashMap<>(body);
        more.put(key, value);
        return more;
    }

    private static Map<String, Object> without(Map<String, Object> body, String key) {
        var less = new HashMap<>(body);
        less.remove(key);
        return less;
    }

    private static Reply bulk(Map<String, Object> body) {
        return admin.post("/bulk", body);
    }

    private String shown(String field) {
        return String.join(
                " ",
                deals.stream()
                        .map(id -> admin.get("/records/opportunities/" + id)
                                .data()
                                .path(field)
                                .asString("-"))
                        .toList());
    }

    private String tags() {
        return String.join(
                " ",
                deals.stream()
                        .map(id -> admin.get("/records/opportunities/" + id)
                                .data()
                                .path("tags")
                                .valueStream()
                                .map(tag -> tag.path("display").asString())
                                .sorted()
                                .toList()
                                .toString())
                        .toList());
    }

    @Test
    void a_field_of_many_records_gets_one_value_and_the_answer_is_as_documented() {
        admin.patch("/records/opportunities/" + deals.getFirst(), Map.of("status", "negotiation"))
                .expect(200);
        assertThat(bulk(set("status", "negotiation", deals)).expect(200).body().toString())
                .isEqualTo("{\"action\":\"update_field\",\"object_name\":\"opportunities\","
                        + "\"updated\":3,\"failed\":0,\"errors\":[]}");
        assertThat(shown("status")).isEqualTo("negotiation negotiation negotiation");
        bulk(set("owner", acme.adminId().toString(), deals)).expect(200);
        bulk(set("expected_close_date", "2026-12-31", deals.subList(0, 1))).expect(200);
        assertThat(shown("expected_close_date")).isEqualTo("2026-12-31 - -");
        bulk(set("amount", null, deals.subList(1, 3))).expect(200);
        assertThat(shown("amount")).isEqualTo("10 - -");
    }

    @Test
    void the_documented_examples_work() {
        var contact = create("contacts", Map.of("first_name", "Ann"));
        var body = with(set("status", "qualified", List.of(contact)), "object_name", "contacts");
        assertThat(bulk(body).expect(200).body().path("updated").asInt()).isEqualTo(1);
        assertThat(admin.get("/records/contacts/" + contact)
                        .data()
                        .path("contact_status")
                        .asString())
                .isEqualTo("qualified");
    }

    @Test
    void a_record_named_twice_counts_once() {
        var twice = List.of(deals.getFirst(), deals.getFirst().toUpperCase(java.util.Locale.ROOT), deals.getLast());
        assertThat(bulk(set("amount", 5, twice))
                        .expect(200)
                        .body()
                        .path("updated")
                        .asInt())
                .isEqualTo(2);
        assertThat(shown("amount")).isEqualTo("5 10 5");
    }

    @Test
    void what_cannot_be_changed_is_told_record_by_record() {
        var missing = UUID.randomUUID().toString();
        var answer = bulk(set("amount", 6, List.of(missing, deals.getFirst())))
                .expect(200)
                .body();
        assertThat(answer.path("updated").asInt()).isEqualTo(1);
        assertThat(answer.path("failed").asInt()).isEqualTo(1);
        assertThat(answer.path("errors").get(0).path("id").asString()).isEqualTo(missing);
        assertThat(answer.path("errors").get(0).path("code").asString()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(answer.path("errors").get(0).path("message").asString()).contains(missing);
        var other = create("companies", Map.of("name", "Other"));
        var clash = bulk(Map.of(
                        "action", "update_field",
                        "object_name", "companies",
                        "record_ids", List.of(shop, other),
                        "field_name", "domain",
                        "field_value", "one.test"))
                .expect(200)
                .body();
        assertThat(clash.path("updated").asInt()).isEqualTo(1);
        assertThat(clash.path("errors").get(0).path("code").asString()).isEqualTo("DUPLICATE_RECORD");
    }

    @Test
    void relations_to_many_are_added_and_removed_as_often_as_you_like() {
        for (var times = 0; times < 2; times++) {
            assertThat(bulk(relate("add_relation", "tags", List.of(hot, cold, hot), deals))
                            .expect(200)
                            .body()
                            .path("updated")
                            .asInt())
                    .isEqualTo(3);
            assertThat(tags()).isEqualTo("[cold, hot] [cold, hot] [cold, hot]");
        }
        for (var times = 0; times < 2; times++) {
            bulk(relate("remove_relation", "tags", List.of(hot), deals.subList(0, 2)))
                    .expect(200);
            assertThat(tags()).isEqualTo("[cold] [cold] [cold, hot]");
        }
        var missing = UUID.randomUUID().toString();
        var answer = bulk(relate("add_relation", "tags", List.of(hot), List.of(missing, deals.getFirst())))
                .expect(200)
                .body();
        assertThat(answer.path("updated").asInt()).isEqualTo(1);
        assertThat(answer.path("errors").get(0).path("code").asString()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(tags()).isEqualTo("[cold, hot] [cold] [cold, hot]");
    }

    @Test
    void a_relation_to_many_is_replaced_as_a_value() {
        bulk(relate("add_relation", "tags", List.of(hot), deals.subList(0, 2))).expect(200);
        var missing = UUID.randomUUID().toString();
        var ids = List.of(deals.getFirst(), missing, deals.getLast());
        var answer = bulk(set("tags", List.of(cold), ids)).expect(200).body();
        assertThat(answer.path("updated").asInt()).isEqualTo(2);
        assertThat(answer.path("errors").get(0).path("id").asString()).isEqualTo(missing);
        assertThat(tags()).isEqualTo("[cold] [hot] [cold]");
        bulk(set("tags", null, deals)).expect(200);
        assertThat(tags()).isEqualTo("[] [] []");
        assertThat(bulk(set("tags", List.of(hot, missing), deals)).expect(400).message())
                .contains("does not exist");
        assertThat(tags()).isEqualTo("[] [] []");
    }

    @Test
    void a_relation_to_one_is_set_and_released_only_where_it_leads_there() {
        var other = create("companies", Map.of("name", "Elsewhere"));
        for (var times = 0; times < 2; times++) {
            bulk(relate("add_relation", "company", List.of(shop), deals)).expect(200);
        }
        bulk(relate("add_relation", "company_id", List.of(other), deals.subList(2, 3)))
                .expect(200);
        assertThat(shown("company_id")).isEqualTo(shop + " " + shop + " " + other);
        assertThat(bulk(relate("remove_relation", "company", List.of(shop), deals))
                        .expect(200)
                        .body()
                        .path("updated")
                        .asInt())
                .isEqualTo(3);
        assertThat(shown("company_id")).isEqualTo("- - " + other);
    }

    @Test
    void records_can_be_named_by_a_filter_that_says_how_many_it_may_affect() {
        var mark = "mark " + deals.getFirst();
        bulk(set("description", mark, deals)).expect(200);
        var filters =
                Map.of("conditions", List.of(Map.of("field", "description", "operator", "equals", "value", mark)));
        var body = with(with(without(set("amount", 77, deals), "record_ids"), "filters", filters), "max_affected", 2);
        var refused = bulk(body).expect(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.message()).contains("3 records match").contains("max_affected");
        assertThat(shown("amount")).isEqualTo("10 10 10");
        assertThat(bulk(with(body, "max_affected", 3))
                        .expect(200)
                        .body()
                        .path("updated")
                        .asInt())
                .isEqualTo(3);
        assertThat(shown("amount")).isEqualTo("77 77 77");
        assertThat(bulk(without(body, "max_affected")).expect(400).message()).contains("'max_affected' is required");
        assertThat(bulk(with(body, "record_ids", deals)).expect(400).message())
                .contains("either 'record_ids' or 'filters'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    amuont     | 1            | field_name  | did you mean 'amount'
                    amount     | many         | field_value | must be
                    status     | opne         | field_value | did you mean 'open'
                    name       |              | field_value | required and cannot be cleared
                    created_at | 2026-01-01T00:00:00Z | field_name | set by the server
                    id         | 0198c5a0-0000-7000-8000-000000000000 | field_name | set by the server
                    owner      | 0198c5a0-0000-7000-8000-000000000000 | field_value | does not exist
                    company    | 0198c5a0-0000-7000-8000-000000000000 | field_value | does not exist
                    """)
    void what_is_wrong_for_every_record_is_refused_before_any_is_written(
            String field, String value, String at, String message) {
        var refused = bulk(set(field, value, deals)).expect(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.body().path("errors").get(0).path("field").asString())
                .isEqualTo(at);
        assertThat(refused.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tagz      | hot     | relation_field | did you mean 'tags'
                    name      | hot     | relation_field | is no relation
                    tags      | missing | target_ids     | no record of 'tags'
                    company   | hot     | target_ids     | no record of 'companies'
                    """)
    void relations_and_targets_there_are_none_of_are_refused_before_any_write(
            String field, String target, String at, String message) {
        var id = target.equals("hot") ? hot : UUID.randomUUID().toString();
        var refused =
                bulk(relate("add_relation", field, List.of(id, id), deals)).expect(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.body().path("errors").get(0).path("field").asString())
                .isEqualTo(at);
        assertThat(refused.message()).contains(message);
        assertThat(tags()).isEqualTo("[] [] []");
    }

    @Test
    void the_other_side_of_a_relation_is_set_there() {
        var body = Map.<String, Object>of(
                "action", "add_relation",
                "object_name", "companies",
                "record_ids", List.of(shop),
                "relation_field", "opportunities",
                "target_ids", deals);
        assertThat(bulk(body).expect(400).message()).contains("'company_id' on 'opportunities'");
    }

    @Test
    void every_fault_of_the_body_is_named_at_once() {
        var refused = bulk(Map.of(
                        "action",
                        "update_field",
                        "record_ids",
                        List.of("x"),
                        "target_ids",
                        List.of(),
                        "fieldname",
                        "y"))
                .expect(400);
        assertThat(refused.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .contains("field_name", "field_value", "target_ids", "object_name", "record_ids[0]", "fieldname");
        assertThat(bulk(with(set("amount", 1, deals), "action", "delete"))
                        .expect(400)
                        .message())
                .contains("'update_field', 'add_relation', 'remove_relation'");
        assertThat(bulk(with(set("amount", 1, deals), "object_name", "opportunity"))
                        .expect(400)
                        .code())
                .isEqualTo("INVALID_OBJECT");
    }

    @Test
    void a_dry_run_answers_as_if_it_had_been_done_and_a_key_does_it_once() {
        var body = set("amount", 8, deals);
        assertThat(admin.post("/bulk?dry_run=true", body)
                        .expect(200)
                        .body()
                        .path("updated")
                        .asInt())
                .isEqualTo(3);
        assertThat(shown("amount")).isEqualTo("10 10 10");
        var keyed = admin.with("Idempotency-Key", "bulk-" + deals.getFirst());
        keyed.post("/bulk", body).expect(200);
        bulk(set("amount", 9, deals)).expect(200);
        assertThat(keyed.post("/bulk", body).expect(200).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(shown("amount")).isEqualTo("9 9 9");
        keyed.post("/bulk", set("amount", 10, deals)).expect(422);
    }

    @Test
    void rights_are_those_on_each_record() {
        var beta = kasar.organization("beta");
        var mia = beta.user("mia@beta.test", Role.MEMBER);
        var vic = beta.user("vic@beta.test", Role.VIEWER);
        var ids = new ArrayList<String>();
        for (var owner : List.of(mia.id(), beta.adminId())) {
            ids.add(beta.admin()
                    .post("/records/opportunities", Map.of("name", "D", "owner", owner))
                    .expect(201)
                    .id());
        }
        beta.admin()
                .put("/roles/member", Map.of("grants", Map.of("opportunities", rights("all", "own"))))
                .expect(200);
        for (var body :
                List.of(set("amount", 3, ids), relate("add_relation", "company", List.of(company(beta)), ids))) {
            var answer = mia.client().post("/bulk", body).expect(200).body();
            assertThat(answer.path("updated").asInt()).isEqualTo(1);
            assertThat(answer.path("errors").get(0).path("id").asString()).isEqualTo(ids.getLast());
            assertThat(answer.path("errors").get(0).path("code").asString()).isEqualTo("PERMISSION_DENIED");
        }
        assertThat(vic.client().post("/bulk", set("amount", 3, ids)).expect(403).code())
                .isEqualTo("PERMISSION_DENIED");
        beta.admin()
                .put("/roles/member", Map.of("grants", Map.of("opportunities", rights("own", "own"))))
                .expect(200);
        assertThat(mia.client()
                        .post("/bulk", set("amount", 4, ids))
                        .expect(200)
                        .body()
                        .path("errors")
                        .get(0)
                        .path("code")
                        .asString())
                .isEqualTo("RECORD_NOT_FOUND");
    }

    private static String company(TestOrganization organization) {
        return organization
                .admin()
                .post("/records/companies", Map.of("name", "Beta Ltd"))
                .expect(201)
                .id();
    }

    private static Map<String, Object> rights(String read, String others) {
        return Map.of("read", read, "create", others, "update", others, "delete", others);
    }

    private static HikariDataSource secondPool() {
        var postgres = TestPostgres.server();
        return ConnectionPool.open(kasar.database().jdbcUrl(), postgres.user(), postgres.password(), 4);
    }

    @Test
    void a_thousand_records_are_changed_in_a_few_statements_and_no_more_are_taken() {
        var ids = new ArrayList<String>();
        for (var batch = 0; batch < 10; batch++) {
            var records = IntStream.range(0, 100)
                    .mapToObj(index -> Map.of("name", "Many"))
                    .toList();
            admin.post("/records/opportunities/batch/create", Map.of("records", records))
                    .expect(200)
                    .data()
                    .forEach(record -> ids.add(record.path("id").asString()));
        }
        var statements = new AtomicInteger();
        try (var pool = secondPool();
                var server = new Wiring(
                                pool, new Database(pool, statement -> statements.incrementAndGet()), kasar.clock())
                        .start(new ServerSettings("127.0.0.1", 0, null, false, 0))) {
            var client = admin.at(server.address());
            client.get("/me").expect(200);
            for (var body : List.of(
                    set("amount", 2, ids),
                    set("tags", List.of(hot), ids),
                    relate("add_relation", "tags", List.of(hot, cold), ids),
                    relate("remove_relation", "tags", List.of(cold), ids),
                    relate("add_relation", "company", List.of(shop), ids),
                    relate("remove_relation", "company", List.of(shop), ids))) {
                statements.set(0);
                assertThat(client.post("/bulk", body)
                                .expect(200)
                                .body()
                                .path("updated")
                                .asInt())
                        .isEqualTo(1000);
                assertThat(statements.get()).as(body.get("action").toString()).isLessThan(50);
            }
            statements.set(0);
            var strangers = Collections.nCopies(1000, 0).stream()
                    .map(none -> UUID.randomUUID().toString())
                    .toList();
            assertThat(client.post("/bulk", set("amount", 2, strangers))
                            .expect(200)
                            .body()
                            .path("failed")
                            .asInt())
                    .isEqualTo(1000);
            assertThat(statements.get()).isLessThan(50);
        }
        ids.add(deals.getFirst());
        var refused = bulk(set("amount", 3, ids)).expect(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.message()).contains("1000");
    }

    @Test
    void names_the_key_of_an_object_there_is_none_of() {
        var body = Map.of(
                "action",
                "update_field",
                "object_name",
                "deals",
                "record_ids",
                List.of(),
                "field_name",
                "x",
                "field_value",
                1);
        assertThat(admin.post("/bulk", body).expect(400).body().at("/errors/0").toString())
                .contains("\"field\":\"object_name\"", "INVALID_OBJECT");
    }
}
