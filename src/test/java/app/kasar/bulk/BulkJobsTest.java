package app.kasar.bulk;

import static app.kasar.transfer.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import app.kasar.transfer.Importing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operations on so many records that a job goes through them. */
class BulkJobsTest {
    private static final int DEALS = 10_050;

    private static RunningKasar kasar;
    /** For tests that leave the status of deals as it is. */
    private static TestOrganization shared;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        shared = organization("shared");
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static TestOrganization organization(String slug) {
        return organization(slug, DEALS);
    }

    private static TestOrganization organization(String slug, int deals) {
        var organization = kasar.organization(slug);
        var rows = IntStream.range(0, deals)
                .mapToObj(row -> "Deal %d,open,10".formatted(row))
                .collect(Collectors.joining("\n", "name,status,amount\n", "\n"));
        var job = new Importing(organization.admin())
                .file("opportunities?duplicate_check=off", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
        assertThat(job.path("created").asInt()).isEqualTo(deals);
        return organization;
    }

    private static Map<String, Object> set(String field, Object value) {
        var body = new HashMap<String, Object>(Map.of("action", "update_field", "object_name", "opportunities"));
        body.put("filters", where("status", "open"));
        body.put("max_affected", 1_000_000);
        body.put("field_name", field);
        body.put("field_value", value);
        return body;
    }

    private static Map<String, ?> where(String field, Object value) {
        return Map.of("conditions", List.of(Map.of("field", field, "operator", "equals", "value", value)));
    }

    private static long count(Client client, String field, Object value) {
        return client.post("/records/opportunities/search", Map.of("filters", where(field, value), "limit", 1))
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    private static long events(TestOrganization organization, String kind) {
        var sql = "SELECT count(*) FROM \"%s\".events WHERE object_name = 'opportunities' AND kind = '%s'"
                .formatted(organization.schemaName(), kind);
        return kasar.database()
                .database()
                .find(Statement.fixed(sql), row -> row.number(1))
                .orElseThrow();
    }

    @Test
    void more_records_than_are_changed_at_once_become_a_job() {
        var acme = organization("jobs");
        // What the job changes is what the filter asks for, so that looking again would leave records out.
        var started = acme.admin().post("/bulk", set("status", "negotiation")).expect(202);
        assertThat(started.data().path("kind").asString()).isEqualTo("bulk");
        assertThat(started.data().path("total").asInt()).isEqualTo(DEALS);
        assertThat(started.data().path("details").path("field_name").asString()).isEqualTo("status");
        var ended = new Importing(acme.admin()).ended(started.id());
        assertThat(counts(ended)).isEqualTo("done: 0 created, 10050 updated, 0 duplicates, 0 failed");
        assertThat(ended.path("processed").asInt()).isEqualTo(DEALS);
        assertThat(count(acme.admin(), "status", "negotiation")).isEqualTo(DEALS);
        assertThat(count(acme.admin(), "status", "open")).isZero();
        assertThat(events(acme, "updated")).isEqualTo(DEALS);
    }

    @Test
    void as_many_as_are_changed_at_once_are_answered_at_once() {
        var few = organization("few", 20);
        var answer = few.admin().post("/bulk", set("amount", 11)).expect(200).body();
        assertThat(answer.path("updated").asInt()).isEqualTo(20);
        assertThat(few.admin()
                        .get("/jobs")
                        .body()
                        .path("data")
                        .valueStream()
                        .map(job -> job.path("kind").asString()))
                .containsExactly("import");
    }

    @Test
    void a_dry_run_reports_and_changes_nothing() {
        var acme = shared;
        var started = acme.admin().post("/bulk?dry_run=true", set("amount", 99)).expect(202);
        assertThat(started.header("Dry-Run")).isEqualTo("true");
        assertThat(started.data().path("details").path("dry_run").asBoolean()).isTrue();
        assertThat(counts(new Importing(acme.admin()).ended(started.id())))
                .isEqualTo("done: 0 created, 10050 updated, 0 duplicates, 0 failed");
        assertThat(count(acme.admin(), "amount", 99)).isZero();
    }

    @Test
    void what_is_wrong_for_every_record_is_refused_before_there_is_a_job() {
        var admin = shared.admin();
        assertThat(admin.post("/bulk", set("stauts", "open")).expect(400).message())
                .contains("did you mean 'status'");
        assertThat(admin.post("/bulk", with(set("amount", 1), "max_affected", 10_049))
                        .expect(400)
                        .message())
                .contains("10050 records match");
        assertThat(admin.post("/bulk", with(set("amount", 1), "max_affected", 1_000_001))
                        .expect(400)
                        .message())
                .contains("1000000");
        admin.post(
                        "/schema/opportunities/fields",
                        Map.of("name", "number", "label", "Number", "type", "TEXT", "isUnique", true))
                .expect(201);
        var refused = admin.post("/bulk", set("number", "one")).expect(400);
        assertThat(refused.message()).contains("'number' is unique");
        assertThat(counts(new Importing(admin)
                        .ended(admin.post("/bulk", set("number", null))
                                .expect(202)
                                .id())))
                .startsWith("done");
    }

    private static Map<String, Object> with(Map<String, Object> body, String key, Object value) {
        var more = new HashMap<>(body);
        more.put(key, value);
        return more;
    }

    @Test
    void rights_are_those_on_each_record_and_refusals_are_listed() {
        var acme = organization("rights");
        var mia = acme.user("mia@rights.test", Role.MEMBER);
        var own = Map.of("read", "all", "create", "all", "update", "own", "delete", "own");
        acme.admin()
                .put("/roles/member", Map.of("grants", Map.of("opportunities", own)))
                .expect(200);
        var hers = mia.client()
                .post("/records/opportunities", Map.of("name", "Hers", "status", "open"))
                .expect(201)
                .id();
        var started = mia.client().post("/bulk", set("amount", 77)).expect(202);
        var ended = new Importing(mia.client()).ended(started.id());
        assertThat(counts(ended)).isEqualTo("done: 0 created, 1 updated, 0 duplicates, 10050 failed");
        assertThat(count(acme.admin(), "amount", 77)).isEqualTo(1);
        var errors =
                mia.client().text("/jobs/" + started.id() + "/errors").lines().toList();
        assertThat(errors).hasSize(DEALS + 1).noneMatch(line -> line.contains(hers));
        assertThat(errors.getFirst()).isEqualTo("id,kasar_line,kasar_code,kasar_message");
        assertThat(errors.get(1)).contains(",1,PERMISSION_DENIED,");
        var other = acme.user("max@rights.test", Role.MEMBER);
        other.client().get("/jobs/" + started.id()).expect(404);
    }

    @Test
    void a_job_that_is_cancelled_keeps_what_it_changed() {
        var acme = organization("cancels", 20_000);
        var id = acme.admin().post("/bulk", set("amount", 5)).expect(202).id();
        while (acme.admin().get("/jobs/" + id).data().path("processed").asLong() == 0) {
            Thread.onSpinWait();
        }
        var cancelled = acme.admin()
                .send("POST", "/jobs/" + id + "/cancel", (Object) null)
                .expect(200)
                .data();
        assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
        var changed = cancelled.path("updated").asLong();
        assertThat(changed).isBetween(1_000L, 19_000L);
        // Another one comes when nothing of the cancelled one is under way any more.
        var next = acme.admin().post("/bulk", set("description", "next")).expect(202);
        assertThat(counts(new Importing(acme.admin()).ended(next.id()))).startsWith("done: 0 created, 20000 updated");
        assertThat(count(acme.admin(), "amount", 5)).isEqualTo(changed);
    }

    @Test
    void records_that_go_are_told_and_those_that_come_are_left_alone() {
        var acme = organization("moves", 20_000);
        var last = acme.admin()
                .post("/records/opportunities/search", Map.of("filters", where("name", "Deal 19999")))
                .expect(200)
                .data()
                .get(0)
                .path("id")
                .asString();
        // Held up by this one, the job begins late.
        var first = acme.admin().post("/bulk", set("amount", 6)).expect(202).id();
        var second = acme.admin()
                .post("/bulk", set("description", "moved"))
                .expect(202)
                .id();
        acme.admin().delete("/records/opportunities/" + last).expect(200);
        var late = acme.admin()
                .post("/records/opportunities", Map.of("name", "Late", "status", "open"))
                .expect(201)
                .id();
        new Importing(acme.admin()).ended(first);
        var ended = new Importing(acme.admin()).ended(second);
        assertThat(counts(ended)).isEqualTo("done: 0 created, 19999 updated, 0 duplicates, 1 failed");
        assertThat(acme.admin().text("/jobs/" + second + "/errors")).contains(last + ",20000,RECORD_NOT_FOUND");
        assertThat(acme.admin()
                        .get("/records/opportunities/" + late)
                        .data()
                        .path("description")
                        .asString("-"))
                .isEqualTo("-");
    }

    @Test
    void goes_on_through_a_change_of_the_schema_and_ends_when_its_field_is_gone() {
        var acme = organization("schema", 20_000);
        acme.admin()
                .post("/schema/opportunities/fields", Map.of("name", "mood", "label", "Mood", "type", "TEXT"))
                .expect(201);
        var id = acme.admin().post("/bulk", set("mood", "fine")).expect(202).id();
        acme.admin()
                .post("/schema/opportunities/fields", Map.of("name", "size", "label", "Size", "type", "INTEGER"))
                .expect(201);
        while (acme.admin().get("/jobs/" + id).data().path("processed").asLong() == 0) {
            Thread.onSpinWait();
        }
        acme.admin().delete("/schema/opportunities/fields/mood").expect(200);
        var ended = new Importing(acme.admin()).ended(id);
        assertThat(ended.path("status").asString()).isEqualTo("failed");
        assertThat(ended.path("message").asString()).contains("'mood'");
    }

    @Test
    void a_key_makes_one_job() {
        var acme = shared;
        var keyed = acme.admin().with("Idempotency-Key", UUID.randomUUID().toString());
        var first = keyed.post("/bulk", set("amount", 8)).expect(202).id();
        assertThat(keyed.post("/bulk", set("amount", 8)).expect(202).id()).isEqualTo(first);
        assertThat(counts(new Importing(acme.admin()).ended(first))).startsWith("done: 0 created, 10050 updated");
    }
}
