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

/** What every write leaves behind, and what a dry run or a repeated request does not. */
class WritePathTest {
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

    @Test
    void every_write_leaves_an_event_and_every_change_the_version_before_it() {
        var created = client.with("X-Request-Id", "create-1").post("/records/companies", Map.of("name", "First"));
        var id = UUID.fromString(created.expect(201).id());
        kasar.clock().advance(Duration.ofMinutes(1));
        client.with("X-Request-Id", "update-1")
                .patch("/records/companies/" + id, Map.of("name", "Second", "industry", "Tech"))
                .expect(200);
        kasar.clock().advance(Duration.ofMinutes(1));
        client.delete("/records/companies/" + id).expect(200);

        assertThat(rows(
                        "SELECT kind || ' ' || array_to_string(changed_fields, ',') FROM \"%s\".events WHERE record_id = ?"
                                + " ORDER BY position",
                        id))
                .containsExactly("created ", "updated name,industry", "deleted ");
        assertThat(rows("SELECT request_id FROM \"%s\".events WHERE record_id = ? ORDER BY position", id))
                .startsWith("create-1", "update-1");
        assertThat(rows(
                        "SELECT name || ' ' || (upper(valid) - lower(valid)) FROM \"%s\".companies_history WHERE id = ?"
                                + " ORDER BY lower(valid)",
                        id))
                .containsExactly("First 00:01:00", "Second 00:01:00");
        assertThat(rows("SELECT DISTINCT changed_by::text FROM \"%s\".companies_history WHERE id = ?", id))
                .containsExactly(acme.adminId().toString());
    }

    @Test
    void an_update_that_changes_nothing_writes_nothing() {
        var created = client.post("/records/companies", Map.of("name", "Same")).expect(201);
        kasar.clock().advance(Duration.ofMinutes(1));

        var updated = client.put("/records/companies/" + created.id(), Map.of("name", "Same"))
                .expect(200);

        assertThat(updated.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(rows("SELECT kind FROM \"%s\".events WHERE record_id = ?", UUID.fromString(created.id())))
                .containsExactly("created");
    }

    @Test
    void a_dry_run_answers_like_the_real_thing_and_leaves_nothing() {
        var before = rows("SELECT count(*)::text FROM \"%s\".events");

        var reply = client.post("/records/companies?dry_run=true", Map.of("name", "Dry"))
                .expect(201);

        assertThat(reply.header("Dry-Run")).isEqualTo("true");
        assertThat(reply.data().path("name").asString()).isEqualTo("Dry");
        client.get("/records/companies/" + reply.id()).expect(404);
        assertThat(rows("SELECT count(*)::text FROM \"%s\".events")).isEqualTo(before);
        client.post("/records/companies?dry_run=true", Map.of()).expect(400);
    }

    @Test
    void a_repeated_request_with_its_key_is_done_once_and_answered_the_same() {
        var once = client.with("Idempotency-Key", "company-1");
        var first = once.post("/records/companies", Map.of("name", "Once")).expect(201);
        var second = once.post("/records/companies", Map.of("name", "Once")).expect(201);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(once.post("/records/companies", Map.of("name", "Other"))
                        .expect(422)
                        .code())
                .isEqualTo("IDEMPOTENCY_MISMATCH");
    }

    @Test
    void an_answer_is_not_repeated_to_a_caller_whose_rights_have_changed() {
        var mia = acme.user("mia@acme.test", Role.MEMBER);
        var once = mia.client().with("Idempotency-Key", "mia-1");
        var body = Map.of("first_name", "Ann", "job_title", "Spy");
        var id = once.post("/records/contacts", body).expect(201).id();
        // What is no right of hers changes nothing.
        acme.user("max@acme.test", Role.MEMBER);
        assertThat(once.post("/records/contacts", body).expect(201).id()).isEqualTo(id);

        acme.grant(
                Role.MEMBER,
                "contacts",
                Map.of(
                        "read", "all",
                        "create", "all",
                        "update", "all",
                        "delete", "all",
                        "hidden_fields", List.of("job_title")));
        var refused = once.post("/records/contacts", body).expect(409);
        assertThat(refused.code()).isEqualTo("CONFLICT");
        assertThat(refused.message()).contains("succeeded").contains("rights have changed");
        assertThat(refused.body().toString()).doesNotContain("Spy");
        assertThat(client.get("/records/contacts?filter_field=job_title&filter_operator=equals&filter_value=Spy")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void server_set_fields_may_be_repeated_but_not_changed() {
        var created = client.post("/records/companies", Map.of("name", "Fixed")).expect(201);
        var path = "/records/companies/" + created.id();
        var createdAt = created.data().path("created_at").asString();

        client.patch(path, Map.of("id", created.id(), "created_at", createdAt, "name", "Renamed"))
                .expect(200);
        assertThat(client.patch(path, Map.of("created_at", "2020-01-01T00:00:00Z"))
                        .expect(400)
                        .message())
                .contains("created_at", "set by the server");
        assertThat(client.post("/records/companies", Map.of("name", "X", "id", created.id()))
                        .expect(400)
                        .message())
                .contains("set by the server");
    }

    @Test
    void required_fields_are_asked_for_and_cannot_be_cleared() {
        assertThat(client.post("/records/companies", Map.of("industry", "Tech"))
                        .expect(400)
                        .code())
                .isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(client.post("/records/contacts", Map.of("job_title", "Nobody"))
                        .expect(400)
                        .message())
                .contains("first_name", "last_name");
        var contact =
                client.post("/records/contacts", Map.of("first_name", "Only")).expect(201);
        var clearing = new java.util.HashMap<String, Object>();
        clearing.put("first_name", null);
        client.patch("/records/contacts/" + contact.id(), clearing).expect(400);
    }

    @Test
    void a_reference_to_nothing_is_refused_by_name() {
        var reply = client.post(
                        "/records/contacts",
                        Map.of("first_name", "Lost", "company_id", "00000000-0000-7000-8000-000000000000"))
                .expect(400);
        assertThat(reply.body().path("errors").get(0).path("field").asString()).isEqualTo("company_id");
    }
}
