package app.kasar.transfer;

import static app.kasar.transfer.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImportJobsTest {
    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static byte[] people(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> "Ada,Number %d,ada%d@example.com".formatted(row, row))
                .collect(Collectors.joining("\n", "first name,last name,email\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode processed(Client client, String id, long least) {
        while (true) {
            var job = client.get("/jobs/" + id).expect(200).data();
            if (job.path("processed").asLong() >= least) {
                return job;
            }
        }
    }

    private static long total(Client client) {
        return client.get("/records/contacts?limit=1")
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    @Test
    void a_job_that_is_cancelled_keeps_what_it_wrote_and_says_so() {
        var acme = kasar.organization("cancels").admin();
        var importing = new Importing(acme);
        var id = importing.start("contacts", "text/csv", people(50_000));
        processed(acme, id, 1_000);
        acme.post("/jobs/" + id + "/cancel", Map.of("why", "no")).expect(400);
        var cancelled = acme.send("POST", "/jobs/" + id + "/cancel", (Object) null)
                .expect(200)
                .data();
        assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.path("message").asString()).contains("stands");
        var written = cancelled.path("created").asLong();
        assertThat(written).isBetween(1_000L, 49_000L);
        // A small job behind it comes when nothing of the cancelled one is under way any more.
        assertThat(counts(importing.csv("companies", "name\nNext\n"))).startsWith("done: 1 created");
        assertThat(total(acme)).isEqualTo(written);
        acme.send("POST", "/jobs/" + id + "/cancel", (Object) null).expect(200);
    }

    @Test
    void a_large_job_of_one_organization_does_not_hold_up_a_small_one_of_another() {
        var large = kasar.organization("large").admin();
        var largest = kasar.organization("largest").admin();
        var small = kasar.organization("small").admin();
        var first = new Importing(large).start("contacts", "text/csv", people(60_000));
        var second = new Importing(largest).start("contacts", "text/csv", people(60_000));
        assertThat(counts(new Importing(small).csv("companies", "name\nOne\nTwo\n")))
                .startsWith("done: 2 created");
        for (var one : Map.of(large, first, largest, second).entrySet()) {
            var job = one.getKey().get("/jobs/" + one.getValue()).data();
            assertThat(job.path("status").asString()).isIn("running", "queued");
            one.getKey()
                    .send("POST", "/jobs/" + one.getValue() + "/cancel", (Object) null)
                    .expect(200);
        }
    }

    @Test
    void a_job_fails_plainly_when_its_requester_may_no_longer() {
        var acme = kasar.organization("leaves");
        var other = acme.user("otto@leaves.test", Role.ADMIN);
        var id = new Importing(other.client()).start("contacts", "text/csv", people(40_000));
        processed(acme.admin(), id, 1_000);
        acme.admin().patch("/users/" + other.id(), Map.of("is_active", false)).expect(200);
        var job = new Importing(acme.admin()).ended(id);
        assertThat(job.path("status").asString()).isEqualTo("failed");
        assertThat(job.path("message").asString()).contains("no longer active");
        assertThat(total(acme.admin())).isEqualTo(job.path("created").asLong()).isPositive();
    }

    @Test
    void a_change_of_the_schema_in_the_middle_does_no_harm() {
        var acme = kasar.organization("changes").admin();
        var id = new Importing(acme).start("contacts", "text/csv", people(20_000));
        processed(acme, id, 1_000);
        acme.post("/schema/contacts/fields", Map.of("name", "shoe_size", "label", "Shoe size", "type", "INTEGER"))
                .expect(201);
        assertThat(counts(new Importing(acme).ended(id)))
                .isEqualTo("done: 20000 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(total(acme)).isEqualTo(20_000);
    }

    @Test
    void takes_ndjson_and_gzip() throws Exception {
        var acme = kasar.organization("lines").admin();
        var importing = new Importing(acme);
        var lines = "{\"name\": \"One\", \"employee_count\": 3}\n\nno json\n{\"name\": \"Two\", \"nme\": 1}\n";
        var job = importing.file("companies", "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8));
        assertThat(counts(job)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 2 failed");
        assertThat(importing.errors(job)).contains("no json,3,VALIDATION_ERROR").contains("did you mean 'name'");
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("Name\nThree\n".getBytes(StandardCharsets.UTF_8));
        }
        var gzip = importing.file("companies", "application/gzip", packed.toByteArray());
        assertThat(counts(gzip)).isEqualTo("done: 1 created, 0 updated, 0 duplicates, 0 failed");
        var again = acme.with("Content-Encoding", "gzip").upload("/import/companies", "text/csv", packed.toByteArray());
        assertThat(counts(importing.ended(again.expect(202).id()))).contains("1 duplicates");
        acme.with("Content-Encoding", "br")
                .upload("/import/companies", "text/csv", new byte[] {1})
                .expect(415);
        acme.upload("/import/companies", "text/plain", "name\nx\n".getBytes(StandardCharsets.UTF_8))
                .expect(415);
    }

    @Test
    void the_same_file_with_the_same_key_is_one_job() {
        var acme = kasar.organization("twice").admin();
        var keyed = acme.with("Idempotency-Key", "one");
        var first = keyed.upload("/import/contacts", "text/csv", people(10)).expect(202);
        var second = keyed.upload("/import/contacts", "text/csv", people(10)).expect(202);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        keyed.upload("/import/contacts", "text/csv", people(11)).expect(422);
        new Importing(acme).ended(first.id());
        assertThat(total(acme)).isEqualTo(10);
        assertThat(acme.get("/jobs").body().path("total").asInt()).isOne();
    }

    @Test
    void jobs_are_listed_page_by_page_to_those_they_belong_to() {
        var acme = kasar.organization("lists");
        var importing = new Importing(acme.admin());
        for (var name : new String[] {"One", "Two", "Three"}) {
            importing.csv("companies", "name\n" + name + "\n");
        }
        var first = acme.admin().get("/jobs?limit=2").expect(200).body();
        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("data")).hasSize(2);
        var rest = acme.admin()
                .get("/jobs?limit=2&cursor=" + first.path("nextCursor").asString())
                .expect(200)
                .body();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("nextCursor").isNull()).isTrue();
        acme.admin().get("/jobs?cursor=x").expect(400);
        var member = acme.user("mo@lists.test", Role.MEMBER).client();
        assertThat(member.get("/jobs").expect(200).data()).isEmpty();
        member.get("/jobs/" + rest.path("data").path(0).path("id").asString()).expect(404);
    }

    @Test
    void takes_a_packed_file_that_http_1_1_calls_packed() throws Exception {
        var acme = kasar.organization("packed").admin().overHttp1();
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("Name\nThree\n".getBytes(StandardCharsets.UTF_8));
        }
        var sender = acme.with("Content-Encoding", "gzip");
        var id = sender.upload("/import/companies", "text/csv", packed.toByteArray())
                .expect(202)
                .id();
        assertThat(counts(new Importing(acme).ended(id))).startsWith("done: 1 created");
        acme.with("Content-Encoding", "br")
                .upload("/import/companies", "text/csv", new byte[] {1})
                .expect(415);
        for (var client :
                java.util.List.of(sender, kasar.organization("packed2").admin().with("Content-Encoding", "gzip"))) {
            assertThat(client.post("/records/companies", Map.of("name", "Four"))
                            .expect(415)
                            .message())
                    .isEqualTo("a JSON body must come without Content-Encoding, not as 'gzip'");
        }
    }

    @Test
    void a_narrowed_token_sees_only_jobs_on_its_objects_and_one_that_only_reads_cancels_none() {
        var acme = kasar.organization("narrowed").admin();
        var importing = new Importing(acme);
        var companies = importing.csv("companies", "name\nOne\n").path("id").asString();
        var running = importing.start("contacts", "text/csv", people(50_000));
        var narrowed = token(acme, Map.of("name", "narrowed", "objects", new String[] {"contacts"}));
        assertThat(narrowed.get("/jobs").expect(200).body().path("total").asInt())
                .isOne();
        assertThat(narrowed.get("/jobs").data().path(0).path("id").asString()).isEqualTo(running);
        narrowed.get("/jobs/" + companies).expect(404);
        narrowed.get("/jobs/" + companies + "/errors").expect(404);
        var none = token(acme, Map.of("name", "none", "objects", new String[0]));
        assertThat(none.get("/jobs").expect(200).data()).isEmpty();
        var reading = token(acme, Map.of("name", "reading", "access", "read"));
        assertThat(reading.get("/jobs").expect(200).data()).hasSize(2);
        var refused = reading.send("POST", "/jobs/" + running + "/cancel", (Object) null)
                .expect(403);
        assertThat(refused.message()).isEqualTo("this token is read-only and may not cancel jobs");
        assertThat(acme.get("/jobs/" + running).data().path("status").asString())
                .isNotEqualTo("cancelled");
        narrowed.send("POST", "/jobs/" + running + "/cancel", (Object) null).expect(200);
    }

    private static Client token(Client owner, Map<String, Object> terms) {
        var token =
                owner.post("/tokens", terms).expect(201).data().path("token").asString();
        return owner.with("Authorization", "Bearer " + token);
    }
}
