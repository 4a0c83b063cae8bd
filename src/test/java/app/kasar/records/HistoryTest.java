package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Versions and events, whichever route wrote; and that a try leaves none, nor anything else. */
class HistoryTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        client = acme.admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static List<String> rows(String sql, Object... parameters) {
        return kasar.database()
                .database()
                .list(Statement.fixed(sql.formatted(acme.schemaName()), parameters), row -> row.text(1));
    }

    private static List<String> events(String id) {
        return rows(
                "SELECT kind || ' ' || array_to_string(changed_fields, ',') || ' ' || request_id FROM \"%s\".events"
                        + " WHERE record_id = ? ORDER BY position",
                UUID.fromString(id));
    }

    private static Client as(String request) {
        kasar.clock().advance(Duration.ofMinutes(1));
        return client.with("X-Request-Id", request);
    }

    @Test
    void batches_leave_the_same_traces_as_single_writes() {
        var id = as("r-1")
                .post(
                        "/records/companies/batch/create",
                        Map.of("records", List.of(Map.of("name", "A", "domain", "h.test"))))
                .data()
                .path(0)
                .path("id")
                .asString();
        as("r-2")
                .post(
                        "/records/companies/batch/upsert",
                        Map.of("records", List.of(Map.of("domain", "h.test", "industry", "B"))))
                .expect(200);
        as("r-3")
                .post(
                        "/records/companies/batch/update",
                        Map.of("records", List.of(Map.of("id", id, "name", "C", "industry", "B"))))
                .expect(200);
        as("r-4")
                .post("/records/companies/batch/update", Map.of("records", List.of(Map.of("id", id, "name", "C"))))
                .expect(200);
        as("r-5").delete("/records/companies", Map.of("ids", List.of(id))).expect(200);

        assertThat(events(id))
                .containsExactly("created  r-1", "updated industry r-2", "updated name r-3", "deleted  r-5");
        assertThat(rows(
                        "SELECT name || ' ' || coalesce(industry, '-') || ' ' || request_id || ' '"
                                + " || extract(epoch FROM upper(valid) - lower(valid))::int FROM \"%s\".companies_history"
                                + " WHERE id = ? ORDER BY lower(valid)",
                        UUID.fromString(id)))
                .containsExactly("A - r-2 60", "A B r-3 60", "C B r-5 120");
    }

    @Test
    void each_change_names_who_made_it() {
        var id = client.post("/records/companies", Map.of("name", "Whose")).id();
        var bob = acme.user("bob@acme.test", Role.MEMBER);
        kasar.clock().advance(Duration.ofMinutes(1));
        bob.client().patch("/records/companies/" + id, Map.of("name", "Bob's")).expect(200);

        assertThat(rows(
                        "SELECT actor_id::text FROM \"%s\".events WHERE record_id = ? ORDER BY position",
                        UUID.fromString(id)))
                .containsExactly(acme.adminId().toString(), bob.id().toString());
        assertThat(rows("SELECT changed_by::text FROM \"%s\".companies_history WHERE id = ?", UUID.fromString(id)))
                .containsExactly(bob.id().toString());
    }

    @Test
    void an_association_is_an_event_once_and_a_reference_also_a_version() {
        var company =
                client.post("/records/companies", Map.of("name", "Linked")).id();
        var contact =
                client.post("/records/contacts", Map.of("first_name", "Linked")).id();
        var tag = client.post("/records/tags", Map.of("name", "linked")).id();
        for (var request : List.of("a-1", "a-2")) {
            as(request)
                    .put("/records/contacts/%s/associations/companies/%s".formatted(contact, company), null)
                    .expect(200);
        }
        for (var request : List.of("t-1", "t-2")) {
            as(request)
                    .put("/records/contacts/%s/associations/tags/%s".formatted(contact, tag), null)
                    .expect(200);
        }
        for (var request : List.of("t-3", "t-4")) {
            as(request)
                    .delete("/records/contacts/%s/associations/tags/%s".formatted(contact, tag))
                    .expect(200);
        }
        var events = events(contact);
        assertThat(events).hasSize(4).startsWith(events.getFirst());
        assertThat(events.get(1)).startsWith("updated company").endsWith("a-1");
        assertThat(events.get(2)).startsWith("associated").endsWith("t-1");
        assertThat(events.get(3)).startsWith("dissociated").endsWith("t-3");
        assertThat(rows("SELECT id::text FROM \"%s\".contacts_history WHERE id = ?", UUID.fromString(contact)))
                .hasSize(1);
    }

    @Test
    void deleting_a_record_leaves_a_version_of_those_that_named_it() {
        var company = client.post("/records/companies", Map.of("name", "Gone")).id();
        var contact = client.post("/records/contacts", Map.of("first_name", "Left", "company", company))
                .id();
        as("d-1").delete("/records/companies/" + company).expect(200);

        assertThat(client.get("/records/contacts/" + contact)
                        .data()
                        .path("company_id")
                        .isNull())
                .isTrue();
        assertThat(rows("SELECT company_id::text FROM \"%s\".contacts_history WHERE id = ?", UUID.fromString(contact)))
                .containsExactly(company);
        assertThat(events(contact).getLast()).startsWith("updated company").endsWith("d-1");
    }

    @Test
    void no_dry_run_of_any_write_leaves_a_row_an_event_or_a_version() {
        var company = client.post("/records/companies", Map.of("name", "Real", "domain", "real.test"))
                .id();
        var contact =
                client.post("/records/contacts", Map.of("first_name", "Real")).id();
        var tag = client.post("/records/tags", Map.of("name", "real")).id();
        var before = traces();
        kasar.clock().advance(Duration.ofMinutes(1));

        var records = Map.of("records", List.of(Map.of("name", "Dry", "domain", "real.test")));
        var change = Map.of("records", List.of(Map.of("id", company, "name", "Dry")));
        for (var reply : List.of(
                client.post("/records/companies?dry_run=true", Map.of("name", "Dry")),
                client.patch("/records/companies/" + company + "?dry_run=true", Map.of("name", "Dry")),
                client.put("/records/contacts/" + contact + "?dry_run=true", Map.of("tags", List.of(tag))),
                client.delete("/records/companies/" + company + "?dry_run=true"),
                client.delete("/records/companies?dry_run=true", Map.of("ids", List.of(company))),
                client.post("/records/companies/batch/create?dry_run=true", records),
                client.post("/records/companies/batch/upsert?dry_run=true", records),
                client.post("/records/companies/batch/update?dry_run=true&atomic=true", change),
                client.put(
                        "/records/contacts/%s/associations/companies/%s?dry_run=true".formatted(contact, company),
                        null),
                client.put("/records/contacts/%s/associations/tags/%s?dry_run=true".formatted(contact, tag), null))) {
            assertThat(reply.status()).as("%s", reply.body()).isIn(200, 201);
            assertThat(reply.header("Dry-Run")).isEqualTo("true");
        }
        assertThat(traces()).isEqualTo(before);
        assertThat(client.post("/records/companies/batch/create?dry_run=true", records)
                        .body()
                        .path("failed")
                        .asInt())
                .isEqualTo(1);
    }

    private static List<String> traces() {
        return rows("SELECT md5(string_agg(row_text, '|' ORDER BY row_text)) FROM ("
                + " SELECT c::text AS row_text FROM \"%1$s\".companies c UNION ALL SELECT c::text FROM \"%1$s\".contacts c"
                + " UNION ALL SELECT l::text FROM \"%1$s\".contacts_tags l"
                + " UNION ALL SELECT e::text FROM \"%1$s\".events e UNION ALL SELECT h::text FROM \"%1$s\".companies_history h"
                + " UNION ALL SELECT h::text FROM \"%1$s\".contacts_history h) AS traces");
    }

    @Test
    void a_key_that_served_a_dry_run_is_free_for_the_real_thing() {
        var once = client.with("Idempotency-Key", "dry-then-real");
        once.post("/records/companies?dry_run=true", Map.of("name", "Once")).expect(201);
        var real = once.post("/records/companies", Map.of("name", "Once")).expect(201);
        assertThat(real.header("Dry-Run")).isNull();
        client.get("/records/companies/" + real.id()).expect(200);
    }

    @Test
    void a_repeated_deletion_and_a_repeated_batch_answer_as_the_first_time() {
        var tag = client.post("/records/tags", Map.of("name", "once")).id();
        var deleting = client.with("Idempotency-Key", "delete-once");
        deleting.delete("/records/tags/" + tag).expect(200);
        assertThat(deleting.delete("/records/tags/" + tag).expect(200).header("Idempotent-Replayed"))
                .isEqualTo("true");

        var batch = client.with("Idempotency-Key", "batch-once");
        var body = Map.of("records", List.of(Map.of("name", "batched"), Map.of()));
        var first = batch.post("/records/tags/batch/create", body).expect(200);
        assertThat(batch.post("/records/tags/batch/create", body).expect(200).body())
                .isEqualTo(first.body());
        assertThat(batch.post("/records/tags/batch/create?atomic=true", body)
                        .expect(422)
                        .code())
                .isEqualTo("IDEMPOTENCY_MISMATCH");
        var refused = client.with("Idempotency-Key", "refused");
        refused.post("/records/tags", Map.of("nme", "x")).expect(400);
        refused.post("/records/tags", Map.of("name", "mended")).expect(201);
    }
}
