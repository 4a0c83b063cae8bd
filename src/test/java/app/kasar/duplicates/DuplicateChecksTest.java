package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DuplicateChecksTest {
    private static RunningKasar kasar;

    private static final Map<String, String> HOME = Map.of("street", "12 Rue Hénon", "city", "Lyon");

    private static int organizations;

    private Client acme;
    private String kate;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void organize() {
        acme = kasar.organization("acme-" + organizations++).admin();
        kate = acme.post(
                        "/records/contacts",
                        Map.of(
                                "first_name",
                                "Katherine",
                                "last_name",
                                "Featherstone",
                                "email",
                                "kate@acme.test",
                                "phone",
                                "+33612345678",
                                "birthday",
                                "1980-02-11",
                                "address",
                                HOME))
                .expect(201)
                .id();
    }

    private Client.Reply batch(String what, String check, List<?> records) {
        return acme.post("/records/contacts/batch/" + what + "?duplicate_check=" + check, Map.of("records", records))
                .expect(200);
    }

    private static List<String> codes(Client.Reply reply) {
        return reply.body()
                .path("errors")
                .valueStream()
                .map(error ->
                        error.path("index").asInt() + " " + error.path("code").asString())
                .toList();
    }

    private static JsonNode error(Client.Reply reply, int at) {
        return reply.body().path("errors").get(at);
    }

    @Test
    void the_exact_check_refuses_records_with_an_address_number_or_lone_name_that_is_there() {
        var reply = batch(
                "create",
                "exact",
                List.of(
                        Map.of("first_name", "Other", "email", List.of("new@acme.test", "KATE@acme.test")),
                        Map.of("first_name", "Other", "phone", "+33 6 12 34 56 78", "email", "third@acme.test"),
                        Map.of("first_name", "featherstone", "last_name", "Dr. Katherine"),
                        Map.of("first_name", "Katherine", "last_name", "Featherstone", "email", "k@b.test"),
                        Map.of("first_name", "K", "email", "other@b.test", "phone", "+33699999999"),
                        Map.of("first_name", "L", "phone", "+33699999999")));

        assertThat(codes(reply))
                .containsExactly(
                        "0 DUPLICATE_RECORD", "1 DUPLICATE_RECORD", "2 DUPLICATE_RECORD", "5 DUPLICATE_RECORD");
        assertThat(error(reply, 0).path("existing_id").asString()).isEqualTo(kate);
        assertThat(error(reply, 0).path("field").asString()).isEqualTo("email");
        assertThat(error(reply, 1).path("message").asString())
                .isEqualTo("record %s has the same phone".formatted(kate));
        assertThat(error(reply, 2).path("existing_id").asString()).isEqualTo(kate);
        assertThat(error(reply, 3).path("message").asString())
                .isEqualTo("an earlier record of this request has the same phone");
        assertThat(reply.body().path("created").asInt()).isEqualTo(2);
    }

    @Test
    void the_fuzzy_check_refuses_records_that_are_alike_and_says_why() {
        var alike = Map.of(
                "first_name", "Katherine", "last_name", "Featherston", "birthday", "1980-02-11", "address", HOME);
        assertThat(codes(batch("create", "exact", List.of(alike)))).isEmpty();
        acme.delete("/records/contacts/" + idOf("Featherston")).expect(200);

        var reply = batch("create", "fuzzy", List.of(alike, Map.of("first_name", "Zoe", "last_name", "Quite Other")));

        assertThat(codes(reply)).containsExactly("0 DUPLICATE_RECORD");
        assertThat(error(reply, 0).path("existing_id").asString()).isEqualTo(kate);
        assertThat(error(reply, 0).path("message").asString()).contains("birthday: same");
        assertThat(Double.parseDouble(error(reply, 0).path("score").asString())).isBetween(0.9, 1.0);
    }

    private String idOf(String lastName) {
        return acme.get("/records/contacts?filter_field=last_name&filter_operator=equals&filter_value=" + lastName)
                .expect(200)
                .data()
                .get(0)
                .path("id")
                .asString();
    }

    @Test
    void without_the_check_only_what_is_unique_is_refused() {
        var again = Map.of("first_name", "Katherine", "last_name", "Featherstone", "phone", "+33612345678");

        var reply = acme.post("/records/contacts/batch/create", Map.of("records", List.of(again)))
                .expect(200);

        assertThat(reply.body().path("created").asInt()).isEqualTo(1);
        assertThat(codes(batch("create", "off", List.of(again)))).isEmpty();
    }

    @Test
    void a_changed_record_is_compared_as_it_will_be_and_not_with_itself() {
        var other = acme.post("/records/contacts", Map.of("first_name", "Ann", "last_name", "Featherstone"))
                .expect(201)
                .id();

        assertThat(codes(batch("update", "fuzzy", List.of(Map.of("id", kate, "job_title", "Chair")))))
                .isEmpty();
        var reply = batch(
                "update",
                "exact",
                List.of(Map.of("id", other, "first_name", "Katherine"), Map.of("id", kate, "phone", "+33612345678")));

        assertThat(codes(reply)).containsExactly("0 DUPLICATE_RECORD");
        assertThat(error(reply, 0).path("id").asString()).isEqualTo(other);
        assertThat(error(reply, 0).path("existing_id").asString()).isEqualTo(kate);
        assertThat(reply.body().path("updated").asInt()).isEqualTo(1);
    }

    @Test
    void an_upsert_checks_what_it_creates_and_changes() {
        var reply = acme.post(
                        "/records/contacts/batch/upsert?duplicate_check=exact",
                        Map.of(
                                "match_field",
                                "email",
                                "records",
                                List.of(
                                        Map.of("email", "kate@acme.test", "job_title", "Chair"),
                                        Map.of("first_name", "New", "email", "new@x.test", "phone", "+33612345678"))))
                .expect(200);

        assertThat(reply.body().path("updated").asInt()).isEqualTo(1);
        assertThat(codes(reply)).containsExactly("1 DUPLICATE_RECORD");
    }

    @Test
    void an_atomic_batch_with_a_duplicate_writes_nothing() {
        var reply = acme.post(
                "/records/contacts/batch/create?atomic=true&duplicate_check=exact",
                Map.of(
                        "records",
                        List.of(Map.of("first_name", "New"), Map.of("first_name", "X", "phone", "+33612345678"))));

        assertThat(reply.expect(409).body().path("errors").get(0).path("field").asString())
                .isEqualTo("records[1].phone");
        assertThat(acme.get("/records/contacts")
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void an_import_leaves_near_duplicates_out_and_lists_them_apart_from_what_failed() {
        var reply = acme.post(
                        "/import/contacts?duplicate_check=fuzzy",
                        Map.of(
                                "records",
                                List.of(
                                        Map.of(
                                                "first_name",
                                                "Katherine",
                                                "last_name",
                                                "Featherston",
                                                "birthday",
                                                "1980-02-11",
                                                "address",
                                                HOME),
                                        Map.of("first_name", "Paul", "last_name", "Otherwise", "phone", "+33611111111"),
                                        Map.of("first_name", "Paul", "last_name", "Otherwyse", "phone", "+33611111111"),
                                        Map.of(
                                                "first_name",
                                                "Pavl",
                                                "last_name",
                                                "Otherwise",
                                                "birthday",
                                                "nonsense"))))
                .expect(200)
                .body();

        assertThat(reply.path("created").asInt()).isEqualTo(1);
        assertThat(reply.path("duplicates").asInt()).isEqualTo(2);
        assertThat(reply.path("failed").asInt()).isEqualTo(1);
        assertThat(reply.path("errors")
                        .valueStream()
                        .map(error -> error.path("code").asString()))
                .containsExactly("DUPLICATE_RECORD", "VALIDATION_ERROR");
        assertThat(reply.path("errors").get(0).path("message").asString()).contains(kate);
    }
}
