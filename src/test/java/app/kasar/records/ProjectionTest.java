package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code fields}: what a list shows of its records. */
class ProjectionTest {
    private static RunningKasar kasar;
    private static Client client;
    private static String company;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        client = kasar.organization("acme").admin();
        var parent = client.post("/records/companies", Map.of("name", "Parent")).id();
        company = client.post(
                        "/records/companies",
                        Map.of("name", "Child", "parent_company", parent, "address", Map.of("city", "Rome")))
                .id();
        var vip = client.post("/records/tags", Map.of("name", "vip")).id();
        var old = client.post("/records/tags", Map.of("name", "old")).id();
        client.post(
                        "/records/contacts",
                        Map.of("first_name", "Ada", "company", company, "tags", List.of(vip, old), "email", "a@b.test"))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static JsonNode shown(String fields) {
        return client.get("/records/contacts", Map.of("fields", fields))
                .expect(200)
                .data()
                .path(0);
    }

    @Test
    void without_fields_a_list_is_flat() {
        var contact = client.get("/records/contacts").data().path(0);
        assertThat(contact.propertyNames()).contains("id", "full_name", "email", "company_id", "created_at");
        assertThat(contact.propertyNames()).doesNotContain("company", "tags", "company_display");
        contact.forEach(value -> assertThat(value.isContainer()).isFalse());
    }

    @Test
    void the_id_is_always_first_and_the_others_come_as_asked() {
        assertThat(shown("full_name,email").propertyNames()).containsExactly("id", "full_name", "email");
        assertThat(shown(" email , id ").propertyNames()).containsExactly("id", "email");
    }

    @Test
    void a_value_named_twice_or_by_two_names_is_shown_once() {
        assertThat(shown("email,email").propertyNames()).containsExactly("id", "email");
        assertThat(shown("company,company_id,status,contact_status").propertyNames())
                .containsExactly("id", "company_id", "contact_status");
        // The client would not have parsed an object with a key twice.
    }

    @Test
    void paths_show_values_of_related_records_under_their_own_name() {
        var contact = shown("first_name,company.name,company.parent_company.name,company.address.city,tags.name");
        assertThat(contact.path("company.name").asString()).isEqualTo("Child");
        assertThat(contact.path("company.parent_company.name").asString()).isEqualTo("Parent");
        assertThat(contact.path("company.address.city").asString()).isEqualTo("Rome");
        assertThat(contact.path("tags.name").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("vip", "old");
    }

    @Test
    void displays_and_related_records_are_shown_when_named() {
        var contact = shown("company_display,owner_display,created_by_display,tags");
        assertThat(contact.path("company_display").path("display").asString()).isEqualTo("Child");
        assertThat(contact.path("company_display").path("id").asString()).isEqualTo(company);
        assertThat(contact.path("owner_display").path("display").asString()).isEqualTo("Ada Byron");
        assertThat(contact.path("created_by_display").has("image")).isTrue();
        assertThat(contact.path("tags").size()).isEqualTo(2);
        assertThat(contact.path("tags").path(0).propertyNames()).containsExactly("id", "display");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ful_name                            | did you mean 'full_name'?
                    company.nme                         | 'companies' has no field 'nme'; did you mean 'name'?
                    compny.name                         | did you mean 'company'?
                    first_name.x                        | 'first_name' of 'contacts' has no parts
                    company.contacts.company.contacts   | more than 3 relations
                    company.contacts.company.tags.name  | more than 3 relations
                    company.contacts                    | add the field to show
                    ''                                  | has no field ''
                    """)
    void what_cannot_be_shown_is_refused_with_the_reason(String fields, String hint) {
        var reply = client.get("/records/contacts", Map.of("fields", fields)).expect(400);
        assertThat(reply.message()).contains(hint);
        assertThat(reply.body().path("errors").path(0).path("field").asString()).isEqualTo("fields");
    }
}
