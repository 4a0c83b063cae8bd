package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordApiTest {
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

    @Test
    void creates_a_contact_with_defaults_and_gets_it_back_enriched() {
        var company =
                acme.post("/records/companies", Map.of("name", "Acme Corp")).expect(201);

        var created = acme.post(
                        "/records/contacts",
                        Map.of("first_name", "Alice", "email", "alice@acme.test", "company_id", company.id()))
                .expect(201);
        assertThat(created.data().path("contact_status").asString()).isEqualTo("lead");
        assertThat(created.data().path("email").asString()).isEqualTo("alice@acme.test");

        var enriched = acme.get("/records/contacts/" + created.id()).expect(200).data();
        assertThat(enriched.path("company_display").path("display").asString()).isEqualTo("Acme Corp");
        assertThat(enriched.path("owner_display").path("display").asString()).isEqualTo("Ada Byron");
        assertThat(enriched.path("email").get(0).path("is_primary").asBoolean()).isTrue();
        assertThat(enriched.path("tags").isArray()).isTrue();
    }

    @Test
    void updates_only_what_is_named_and_changes_the_etag_with_it() {
        var created = acme.post("/records/companies", Map.of("name", "Old", "industry", "Tech"))
                .expect(201);

        var updated = acme.patch("/records/companies/" + created.id(), Map.of("name", "New"))
                .expect(200);

        assertThat(updated.data().path("name").asString()).isEqualTo("New");
        assertThat(updated.data().path("industry").asString()).isEqualTo("Tech");
        assertThat(updated.header("ETag")).isNotEqualTo(created.header("ETag"));
        acme.with("If-Match", created.header("ETag"))
                .patch("/records/companies/" + created.id(), Map.of("name", "Newer"))
                .expect(412);
    }

    @Test
    void deletes_a_record_and_lets_go_of_it_where_it_was_named() {
        var company =
                acme.post("/records/companies", Map.of("name", "Short-lived")).expect(201);
        var contact = acme.post("/records/contacts", Map.of("first_name", "Bob", "company", company.id()))
                .expect(201);

        acme.delete("/records/companies/" + company.id()).expect(200);

        acme.get("/records/companies/" + company.id()).expect(404);
        assertThat(acme.get("/records/contacts/" + contact.id())
                        .expect(200)
                        .data()
                        .path("company_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void refuses_to_delete_a_record_that_another_must_name() {
        var fields = List.of(
                Map.of("name", "name", "label", "Name", "type", "TEXT"),
                Map.of(
                        "name", "buyer",
                        "label", "Buyer",
                        "type", "RELATION",
                        "required", true,
                        "relation", Map.of("type", "BELONGS_TO_ONE", "target", "companies")));
        acme.post("/schema", Map.of("name", "orders", "label", "Orders", "fields", fields))
                .expect(201);
        var company = acme.post("/records/companies", Map.of("name", "Needed")).expect(201);
        var free = acme.post("/records/companies", Map.of("name", "Free")).expect(201);
        var orders = List.of("One", "Two").stream()
                .map(name -> acme.post("/records/orders", Map.of("name", name, "buyer", company.id()))
                        .expect(201)
                        .id())
                .toList();

        var refused = acme.delete("/records/companies/" + company.id()).expect(409);
        assertThat(refused.code()).isEqualTo("CONFLICT");
        assertThat(refused.message()).contains("2 of 'orders' need this one as 'buyer'");
        var batch = acme.delete("/records/companies", Map.of("ids", List.of(company.id(), free.id())))
                .expect(200)
                .body();
        assertThat(batch.path("errors").get(0).path("code").asString()).isEqualTo("CONFLICT");
        acme.get("/records/companies/" + free.id()).expect(404);
        assertThat(acme.get("/records/orders/" + orders.getFirst())
                        .expect(200)
                        .data()
                        .path("buyer_id")
                        .asString())
                .isEqualTo(company.id());

        acme.delete("/records/orders/" + orders.getFirst()).expect(200);
        assertThat(acme.delete("/records/companies/" + company.id()).expect(409).message())
                .contains("1 of 'orders' needs");
        acme.delete("/records/orders/" + orders.getLast()).expect(200);
        acme.delete("/records/companies/" + company.id()).expect(200);
    }

    @Test
    void a_batch_knows_a_field_that_was_added_the_moment_before() {
        acme.get("/records/companies").expect(200);
        acme.post("/schema/companies/fields", Map.of("name", "vat", "label", "VAT", "type", "TEXT"))
                .expect(201);

        var batch = acme.post(
                        "/records/companies/batch/create",
                        Map.of("records", List.of(Map.of("name", "New", "vat", "DE1"))))
                .expect(200);

        assertThat(batch.body().path("created").asInt()).isEqualTo(1);
    }
}
