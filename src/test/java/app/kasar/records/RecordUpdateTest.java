package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT} and {@code PATCH} of one record, with {@code ETag} and {@code If-Match}. */
class RecordUpdateTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

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

    private static String create(String object, Map<String, ?> body) {
        return "/records/" + object + "/"
                + client.post("/records/" + object, body).expect(201).id();
    }

    private static Map<String, Object> clearing(String field) {
        var body = new HashMap<String, Object>();
        body.put(field, null);
        return body;
    }

    @Test
    void put_and_patch_both_leave_what_they_do_not_name() {
        var path = create("companies", Map.of("name", "Partial", "industry", "Tech", "employee_count", 5));
        client.put(path, Map.of("industry", "Retail")).expect(200);
        client.patch(path, Map.of("employee_count", 6)).expect(200);

        var company = client.get(path).data();
        assertThat(company.path("name").asString()).isEqualTo("Partial");
        assertThat(company.path("industry").asString()).isEqualTo("Retail");
        assertThat(company.path("employee_count").asInt()).isEqualTo(6);
    }

    @Test
    void null_clears_values_references_and_links() {
        var company = client.post("/records/companies", Map.of("name", "Left")).id();
        var tag = client.post("/records/tags", Map.of("name", "left")).id();
        var path = create(
                "contacts",
                Map.of(
                        "first_name",
                        "Clear",
                        "email",
                        "clear@acme.test",
                        "company",
                        company,
                        "tags",
                        List.of(tag),
                        "address",
                        Map.of("city", "Rome")));
        for (var field : List.of("email", "company", "tags", "address", "contact_status", "owner")) {
            client.patch(path, clearing(field)).expect(200);
        }
        var contact = client.get(path).data();
        assertThat(contact.path("email").isNull()).isTrue();
        assertThat(contact.path("company_id").isNull()).isTrue();
        assertThat(contact.path("tags").size()).isZero();
        assertThat(contact.path("address").isNull()).isTrue();
        assertThat(contact.path("contact_status").isNull()).isTrue();
        assertThat(contact.path("owner_id").isNull()).isTrue();
    }

    @Test
    void a_list_of_links_is_the_whole_new_list() {
        var one = client.post("/records/tags", Map.of("name", "one")).id();
        var two = client.post("/records/tags", Map.of("name", "two")).id();
        var path = create("companies", Map.of("name", "Tagged", "tags", List.of(one)));
        client.patch(path, Map.of("tags", List.of(two, two))).expect(200);
        assertThat(client.get(path)
                        .data()
                        .path("tags")
                        .valueStream()
                        .map(tag -> tag.path("id").asString()))
                .containsExactly(two);
        client.patch(path, Map.of("tags", List.of(one, NOBODY), "name", "Not so"))
                .expect(400);
        assertThat(client.get(path).data().path("name").asString()).isEqualTo("Tagged");
        assertThat(client.get(path).data().path("tags").path(0).path("id").asString())
                .isEqualTo(two);
    }

    @Test
    void all_faults_of_an_update_are_told_at_once() {
        var path = create("companies", Map.of("name", "Faulty"));
        var body = clearing("name");
        body.put("nme", "x");
        body.put("id", NOBODY);
        body.put("employee_count", "many");
        var reply = client.patch(path, body).expect(400);
        assertThat(reply.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .containsExactlyInAnyOrder("id", "nme", "name", "employee_count");
    }

    @Test
    void what_a_get_showed_can_be_put_back_without_its_displays_and_changes_nothing() {
        var company = client.post("/records/companies", Map.of("name", "Round")).id();
        var path = create(
                "contacts",
                Map.of(
                        "first_name",
                        "Round",
                        "email",
                        List.of("a@round.test", "b@round.test"),
                        "phone",
                        "+33612345678",
                        "company",
                        company,
                        "address",
                        Map.of("city", "Rome"),
                        "birthday",
                        "2000-02-29"));
        var before = client.get(path);
        kasar.clock().advance(Duration.ofMinutes(1));

        var body = (ObjectNode) before.data().deepCopy();
        var tags = body.remove("tags");
        body.remove("opportunities");
        body.remove(body.propertyNames().stream()
                .filter(name -> name.endsWith("_display"))
                .toList());
        assertThat(tags.size()).isZero();
        var after = client.put(path, body).expect(200);

        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(after.data().path("updated_at")).isEqualTo(before.data().path("updated_at"));
        assertThat(client.get(path).body()).isEqualTo(before.body());
    }

    @Test
    void an_empty_body_changes_nothing() {
        var path = create("companies", Map.of("name", "Still"));
        var before = client.get(path);
        kasar.clock().advance(Duration.ofMinutes(1));
        assertThat(client.put(path, Map.of()).expect(200).header("ETag")).isEqualTo(before.header("ETag"));
    }

    @Test
    void a_clash_and_a_missing_record_are_told_apart() {
        create("companies", Map.of("name", "First", "domain", "first.test"));
        var path = create("companies", Map.of("name", "Second"));
        assertThat(client.patch(path, Map.of("domain", "FIRST.test"))
                        .expect(409)
                        .code())
                .isEqualTo("DUPLICATE_RECORD");
        assertThat(client.patch("/records/companies/" + NOBODY, Map.of("name", "x"))
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(client.patch("/records/companies/xyz", Map.of("name", "x"))
                        .expect(400)
                        .message())
                .contains("UUID");
    }

    @Test
    void an_update_of_a_version_that_is_gone_is_refused_and_one_of_the_present_is_not() {
        var path = create("companies", Map.of("name", "Versioned"));
        var first = client.get(path).header("ETag");
        kasar.clock().advance(Duration.ofMinutes(1));
        var second = client.with("If-Match", first)
                .patch(path, Map.of("industry", "A"))
                .expect(200)
                .header("ETag");

        assertThat(second).isNotEqualTo(first).isEqualTo(client.get(path).header("ETag"));
        assertThat(client.with("If-Match", first)
                        .patch(path, Map.of("industry", "B"))
                        .expect(412)
                        .code())
                .isEqualTo("PRECONDITION_FAILED");
        client.with("If-Match", first).delete(path).expect(412);
        client.with("If-Match", "\"nonsense\"")
                .patch(path, Map.of("industry", "B"))
                .expect(412);
        assertThat(client.get(path).data().path("industry").asString()).isEqualTo("A");
        client.with("If-Match", "*").patch(path, Map.of("industry", "C")).expect(200);
        client.with("If-Match", client.get(path).header("ETag")).delete(path).expect(200);
    }
}
