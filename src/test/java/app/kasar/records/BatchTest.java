package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is peculiar about batches: keys of upserts, records that appear twice, and bodies of the wrong shape. */
class BatchTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final String COMPANIES = "/records/companies";

    private static RunningKasar kasar;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        client = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Reply batch(String what, Object... records) {
        return client.post(COMPANIES + "/batch/" + what, Map.of("records", Arrays.asList(records)))
                .expect(200);
    }

    private static Reply upsert(String matchField, Object... records) {
        return client.post(COMPANIES + "/batch/upsert", Map.of("match_field", matchField, "records", List.of(records)))
                .expect(200);
    }

    private static String counts(Reply reply) {
        var body = reply.body();
        return "%d created, %d updated, %d failed"
                .formatted(
                        body.path("created").asInt(),
                        body.path("updated").asInt(),
                        body.path("failed").asInt());
    }

    private static List<String> errors(Reply reply) {
        return reply.body()
                .path("errors")
                .valueStream()
                .map(error ->
                        error.path("index").asInt() + " " + error.path("code").asString() + " "
                                + error.path("field").asString("-"))
                .toList();
    }

    private static JsonNode get(String id) {
        return client.get(COMPANIES + "/" + id).expect(200).data();
    }

    @Test
    void what_is_no_record_and_what_leads_nowhere_fails_alone() {
        var reply = batch(
                "create",
                Map.of("name", "Good"),
                5,
                null,
                Map.of("name", "Orphan", "parent_company", NOBODY),
                Map.of("name", "Tagless", "tags", List.of(NOBODY)),
                Map.of("name", "Ownerless", "owner", NOBODY),
                Map.of(),
                Map.of("name", "Good too"));
        assertThat(counts(reply)).isEqualTo("2 created, 0 updated, 6 failed");
        assertThat(errors(reply))
                .containsExactly(
                        "1 VALIDATION_ERROR -",
                        "2 VALIDATION_ERROR -",
                        "3 VALIDATION_ERROR parent_company_id",
                        "4 VALIDATION_ERROR tags",
                        "5 VALIDATION_ERROR owner_id",
                        "6 MISSING_REQUIRED_FIELD name");
    }

    @Test
    void bodies_of_another_shape_are_refused_before_anything_is_written() {
        for (var body : List.of(
                Map.of(),
                Map.of("records", "x"),
                Map.of("record", List.of()),
                Map.of("records", Collections.nCopies(101, Map.of("name", "x"))))) {
            for (var what : List.of("create", "update", "upsert")) {
                assertThat(client.post(COMPANIES + "/batch/" + what, body).status())
                        .isEqualTo(400);
            }
        }
        assertThat(client.post(COMPANIES + "/batch/create?atomic=yes", Map.of("records", List.of()))
                        .expect(400)
                        .message())
                .contains("'true' or 'false'");
        assertThat(counts(batch("create"))).isEqualTo("0 created, 0 updated, 0 failed");
        assertThat(client.delete(COMPANIES, Map.of("ids", Collections.nCopies(101, NOBODY)))
                        .expect(400)
                        .message())
                .contains("at most 100");
    }

    @Test
    void exactly_a_hundred_records_are_taken() {
        var records = Collections.nCopies(100, Map.of("name", "Hundred"));
        assertThat(counts(batch("create", records.toArray()))).isEqualTo("100 created, 0 updated, 0 failed");
    }

    @Test
    void an_update_needs_an_id_that_is_one_and_there_and_named_once() {
        var id = client.post(COMPANIES, Map.of("name", "Updated")).id();
        var reply = batch(
                "update",
                Map.of("name", "x"),
                Map.of("id", "x", "name", "x"),
                Map.of("id", NOBODY, "name", "x"),
                Map.of("id", id, "industry", "first"),
                Map.of("id", id, "industry", "second"));
        assertThat(counts(reply)).isEqualTo("0 created, 1 updated, 4 failed");
        assertThat(errors(reply))
                .containsExactly(
                        "0 MISSING_REQUIRED_FIELD id",
                        "1 VALIDATION_ERROR id",
                        "2 RECORD_NOT_FOUND -",
                        "4 VALIDATION_ERROR id");
        assertThat(reply.body().path("errors").path(1).path("errors").size()).isEqualTo(1);
        assertThat(get(id).path("industry").asString()).isEqualTo("first");
    }

    @Test
    void without_a_match_field_an_upsert_goes_by_id_and_then_by_the_unique_field() {
        var known = client.post(COMPANIES, Map.of("name", "Known", "domain", "known.test"))
                .id();
        var reply = batch(
                "upsert",
                Map.of("id", known, "industry", "by id"),
                Map.of("domain", "KNOWN.test", "employee_count", 7),
                Map.of("name", "New", "domain", "new.test"),
                Map.of("domain", "nameless.test"));
        assertThat(counts(reply)).isEqualTo("1 created, 2 updated, 1 failed");
        assertThat(errors(reply)).containsExactly("3 MISSING_REQUIRED_FIELD name");
        assertThat(get(known).path("industry").asString()).isEqualTo("by id");
        assertThat(get(known).path("employee_count").asInt()).isEqualTo(7);
    }

    @Test
    void one_key_twice_in_a_batch_is_one_record_changed_in_order() {
        var reply = batch(
                "upsert",
                Map.of("domain", "twice.test", "name", "One", "industry", "kept"),
                Map.of("domain", "Twice.test", "name", "Two"));
        assertThat(counts(reply)).isEqualTo("1 created, 1 updated, 0 failed");
        assertThat(reply.data().path(0).path("id"))
                .isEqualTo(reply.data().path(1).path("id"));
        var company = get(reply.data().path(1).path("id").asString());
        assertThat(company.path("name").asString()).isEqualTo("Two");
        assertThat(company.path("industry").asString()).isEqualTo("kept");
    }

    @Test
    void a_match_field_may_be_any_comparable_one_and_the_others_are_refused_with_the_list() {
        client.post(COMPANIES, Map.of("name", "Matched")).expect(201);
        assertThat(counts(upsert("name", Map.of("name", "Matched", "industry", "x"), Map.of("name", "Fresh"))))
                .isEqualTo("1 created, 1 updated, 0 failed");
        assertThat(client.post(COMPANIES + "/batch/upsert", Map.of("match_field", "description", "records", List.of()))
                        .expect(400)
                        .message())
                .contains("'match_field' cannot be 'description'", "domain", "name");
        assertThat(client.post(COMPANIES + "/batch/upsert", Map.of("match_field", "domian", "records", List.of()))
                        .expect(400)
                        .message())
                .contains("did you mean 'domain'?");
    }

    @Test
    void an_atomic_upsert_with_one_fault_leaves_neither_the_new_nor_the_changed() {
        var id = client.post(COMPANIES, Map.of("name", "Before", "domain", "atomic.test"))
                .id();
        var reply = client.post(
                        COMPANIES + "/batch/upsert?atomic=true",
                        Map.of(
                                "records",
                                List.of(
                                        Map.of("domain", "atomic.test", "name", "After"),
                                        Map.of("domain", "atomic2.test", "name", "New"),
                                        Map.of("domain", "atomic3.test", "nme", "x"))))
                .expect(400);
        assertThat(reply.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("records[2].nme", "records[2].name");
        assertThat(get(id).path("name").asString()).isEqualTo("Before");
        assertThat(client.get(
                                COMPANIES,
                                Map.of(
                                        "filter_field",
                                        "domain",
                                        "filter_operator",
                                        "starts_with",
                                        "filter_value",
                                        "atomic2"))
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_delete_names_each_id_that_is_none_not_there_or_there_twice() {
        var id = client.post("/records/tags", Map.of("name", "deleted")).id();
        var reply = client.delete("/records/tags", Map.of("ids", List.of("x", NOBODY, id, id, 5)))
                .expect(200);
        assertThat(reply.body().path("deleted").asInt()).isEqualTo(1);
        assertThat(errors(reply))
                .containsExactly(
                        "0 VALIDATION_ERROR id",
                        "1 RECORD_NOT_FOUND -",
                        "3 VALIDATION_ERROR id",
                        "4 VALIDATION_ERROR id");
    }
}
