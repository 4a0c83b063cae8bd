package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchApiTest {
    private static RunningKasar kasar;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Client.Reply batch(String what, List<?> records) {
        return acme.post("/records/contacts/batch/" + what, Map.of("records", records));
    }

    @Test
    void one_bad_record_never_stops_the_others_and_each_fault_names_its_place() {
        batch("create", List.of(Map.of("first_name", "Taken", "email", "taken@acme.test")))
                .expect(200);

        var reply = batch(
                        "create",
                        List.of(
                                Map.of("first_name", "Good"),
                                Map.of("first_name", "Bad", "email", "no address", "birthday", "2026-02-30"),
                                Map.of("first_name", "Twice", "email", "Taken@acme.test"),
                                Map.of("job_title", "Nameless"),
                                Map.of("first_name", "Also good")))
                .expect(200);

        assertThat(reply.body().path("created").asInt()).isEqualTo(2);
        assertThat(reply.body().path("failed").asInt()).isEqualTo(3);
        assertThat(reply.data()
                        .valueStream()
                        .map(record -> record.path("first_name").asString()))
                .containsExactly("Good", "Also good");
        var errors = reply.body().path("errors");
        assertThat(errors.valueStream().map(error -> error.path("index").asInt()))
                .containsExactly(1, 2, 3);
        assertThat(errors.valueStream().map(error -> error.path("code").asString()))
                .containsExactly("VALIDATION_ERROR", "DUPLICATE_RECORD", "MISSING_REQUIRED_FIELD");
        assertThat(errors.get(0).path("errors").size()).isEqualTo(2);
        assertThat(errors.get(1).path("existing_id").asString()).isNotEmpty();
    }

    @Test
    void an_atomic_batch_with_one_bad_record_writes_nothing() {
        var before = total();
        var reply = acme.post(
                        "/records/contacts/batch/create?atomic=true",
                        Map.of("records", List.of(Map.of("first_name", "One"), Map.of("first_name", 2))))
                .expect(400);

        assertThat(reply.body().path("errors").get(0).path("field").asString()).isEqualTo("records[1].first_name");
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void an_atomic_deletion_names_the_id_that_stands_in_the_way() {
        var kept = create(Map.of("first_name", "Kept"));
        var reply = acme.delete(
                        "/records/contacts?atomic=true",
                        Map.of("ids", List.of(kept, "00000000-0000-7000-8000-000000000000")))
                .expect(404);

        assertThat(reply.body().path("errors").get(0).path("field").asString()).isEqualTo("ids[1]");
        acme.get("/records/contacts/" + kept).expect(200);
    }

    @Test
    void a_duplicate_inside_the_batch_is_refused_and_the_first_is_kept() {
        var reply = batch(
                        "create",
                        List.of(
                                Map.of("first_name", "First", "email", "inside@acme.test"),
                                Map.of("first_name", "Second", "email", "inside@acme.test")))
                .expect(200);

        assertThat(reply.data().size()).isEqualTo(1);
        assertThat(reply.body().path("errors").get(0).path("index").asInt()).isEqualTo(1);
    }

    @Test
    void more_than_a_hundred_records_are_refused_before_anything_is_written() {
        var before = total();
        var records = IntStream.range(0, 101)
                .mapToObj(number -> Map.of("first_name", "N" + number))
                .toList();

        assertThat(batch("create", records).expect(400).message()).contains("at most 100");
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void updates_change_only_what_each_record_names() {
        var one = create(Map.of("first_name", "One", "job_title", "Old"));
        var two = create(Map.of("first_name", "Two", "job_title", "Old"));

        var reply = batch(
                        "update",
                        List.of(
                                Map.of("id", one, "job_title", "New"),
                                Map.of("id", two, "last_name", "Named"),
                                Map.of("id", one, "last_name", "Again"),
                                Map.of("id", "00000000-0000-7000-8000-000000000000", "last_name", "Nobody"),
                                Map.of("last_name", "No id")))
                .expect(200);

        assertThat(reply.body().path("updated").asInt()).isEqualTo(2);
        assertThat(reply.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("code").asString()))
                .containsExactly("VALIDATION_ERROR", "RECORD_NOT_FOUND", "MISSING_REQUIRED_FIELD");
        assertThat(acme.get("/records/contacts/" + two).data().path("job_title").asString())
                .isEqualTo("Old");
        assertThat(acme.get("/records/contacts/" + one).data().path("last_name").isNull())
                .isTrue();
    }

    @Test
    void upsert_creates_what_is_new_and_changes_what_matches() {
        var existing = create(Map.of("first_name", "Before", "email", "upsert@acme.test"));

        var reply = batch(
                        "upsert",
                        List.of(
                                Map.of("first_name", "After", "email", "UPSERT@acme.test"),
                                Map.of("first_name", "New", "email", "new-upsert@acme.test"),
                                Map.of("id", existing, "last_name", "ById")))
                .expect(200);

        assertThat(reply.body().path("created").asInt()).isEqualTo(1);
        assertThat(reply.body().path("updated").asInt()).isEqualTo(2);
        var after = acme.get("/records/contacts/" + existing).data();
        assertThat(after.path("first_name").asString()).isEqualTo("After");
        assertThat(after.path("last_name").asString()).isEqualTo("ById");
    }

    @Test
    void upsert_refuses_a_key_that_several_records_share() {
        create(Map.of("first_name", "Same", "job_title", "Shared key"));
        create(Map.of("first_name", "Same", "job_title", "Shared key"));

        var reply = acme.post(
                        "/records/contacts/batch/upsert",
                        Map.of(
                                "match_field",
                                "job_title",
                                "records",
                                List.of(Map.of("first_name", "Which", "job_title", "Shared key"))))
                .expect(200);

        assertThat(reply.body().path("errors").get(0).path("message").asString())
                .contains("2 records");
    }

    @Test
    void upsert_refuses_a_record_without_the_value_it_was_asked_to_match_by() {
        var records = List.of(
                Map.of("first_name", "Keyless"),
                Map.of("first_name", "Keyed", "email", "keyed@acme.test"),
                Map.of("first_name", "Keyless", "email", " "));
        var reply = acme.post("/records/contacts/batch/upsert", Map.of("match_field", "email", "records", records))
                .expect(200)
                .body();
        assertThat(reply.path("created").asInt()).isEqualTo(1);
        assertThat(reply.path("failed").asInt()).isEqualTo(2);
        var error = reply.path("errors").get(0);
        assertThat(error.path("code").asString()).isEqualTo("VALIDATION_ERROR");
        assertThat(error.path("field").asString()).isEqualTo("email");
        assertThat(error.path("message").asString()).contains("'email' is required");
        // By its own choice of a field, the object takes records that have no value there.
        acme.post("/records/contacts/batch/upsert", Map.of("records", List.of(Map.of("first_name", "Keyless"))))
                .expect(200);
    }

    @Test
    void upserts_of_one_key_at_once_make_one_record() throws InterruptedException {
        Callable<Client.Reply> upsert = () -> acme.post(
                "/records/companies/batch/upsert",
                Map.of("match_field", "name", "records", List.of(Map.of("name", "Raced", "industry", "Tech"))));
        try (var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(IntStream.range(0, 24).mapToObj(n -> upsert).toList());
        }

        var found = acme.get(
                        "/records/companies",
                        Map.of("filter_field", "name", "filter_operator", "equals", "filter_value", "Raced"))
                .expect(200);
        assertThat(found.body().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_batch_deletes_what_is_there_and_names_what_is_not() {
        var ids = new ArrayList<String>();
        ids.add(create(Map.of("first_name", "Gone")));
        ids.add("00000000-0000-7000-8000-000000000000");

        var reply = acme.delete("/records/contacts", Map.of("ids", ids)).expect(200);

        assertThat(reply.body().path("deleted").asInt()).isEqualTo(1);
        var error = reply.body().path("errors").get(0);
        assertThat(error.path("index").asInt()).isEqualTo(1);
        assertThat(error.path("id").asString()).isEqualTo(ids.get(1));
        assertThat(error.path("code").asString()).isEqualTo("RECORD_NOT_FOUND");
        acme.get("/records/contacts/" + ids.get(0)).expect(404);
    }

    @Test
    void an_unknown_key_of_the_body_is_refused_with_the_nearest() {
        var reply = acme.post("/records/contacts/batch/create", Map.of("record", List.of()))
                .expect(400);

        assertThat(reply.body().path("errors").get(0).path("message").asString())
                .contains("did you mean 'records'?");
    }

    private static String create(Map<String, ?> contact) {
        return acme.post("/records/contacts", contact).expect(201).id();
    }

    private static long total() {
        return acme.get("/records/contacts?limit=1")
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    @Test
    void an_upsert_of_a_new_record_with_a_taken_unique_value_names_the_record_that_has_it() {
        var first = acme.post("/records/companies", Map.of("name", "Taken", "domain", "taken.test"))
                .expect(201);
        var id = "0198f3a2-7c11-7b5e-9d1c-2f6b8a4e0c99";

        var upserted = acme.post(
                        "/records/companies/batch/upsert",
                        Map.of("records", List.of(Map.of("id", id, "name", "Again", "domain", "taken.test"))))
                .expect(200);

        var error = upserted.body().path("errors").get(0);
        assertThat(error.path("code").asString()).isEqualTo("DUPLICATE_RECORD");
        assertThat(error.path("existing_id").asString()).isEqualTo(first.id());
    }
}
