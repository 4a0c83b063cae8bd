package app.kasar.realdata;

import static app.kasar.transfer.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.transfer.Importing;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files as other programs export them, imported as they are. */
class RealImportsTest {
    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static JsonNode imported(Client client, String objectAndQuery, String file) throws IOException {
        var bytes = Files.readAllBytes(SharedDataFolder.file(file));
        return new Importing(client).file(objectAndQuery, "text/csv", bytes);
    }

    private static String mapping(String json) {
        return "?mapping=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(JsonNode job) {
        var fields = new TreeMap<String, String>();
        job.path("details")
                .path("columns")
                .forEach(column -> fields.put(
                        column.path("name").asString(), column.path("field").asString("-")));
        return fields;
    }

    private static long total(Client client, String object, Map<String, ?> query) {
        return client.get("/records/" + object, query)
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    @Test
    void the_deals_of_maven_stand_where_they_stood_at_the_companies_they_were_of() throws IOException {
        var maven = kasar.organization("maven").admin();
        var accounts = imported(maven, "companies", "crm-maven-opportunities/accounts.csv");
        assertThat(counts(accounts)).isEqualTo("done: 85 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(total(
                        maven,
                        "companies",
                        Map.of("filter_field", "parent_company_id", "filter_operator", "is_not_null")))
                .isEqualTo(15);
        var steps = List.of(
                Map.of("name", "Prospecting", "outcome", "open"),
                Map.of("name", "Engaging", "outcome", "open"),
                Map.of("name", "Won", "outcome", "won"),
                Map.of("name", "Lost", "outcome", "lost"));
        maven.post("/pipelines", Map.of("name", "Maven", "object", "opportunities", "steps", steps))
                .expect(201);
        var deals = imported(
                maven,
                "opportunities" + mapping("{\"opportunity_id\":\"name\",\"sales_agent\":null}"),
                "crm-maven-opportunities/sales_pipeline.csv");
        assertThat(counts(deals)).isEqualTo("done: 8800 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(total(maven, "companies", Map.of("limit", 1))).isEqualTo(85);
        assertThat(total(maven, "opportunities", Map.of("filter_field", "company_id", "filter_operator", "is_null")))
                .isEqualTo(1425);
        var expected = Map.of("Won", 4238L, "Lost", 2473L, "Engaging", 1589L, "Prospecting", 500L);
        for (var pipeline : maven.get("/pipelines").body().path("pipelines")) {
            for (var step : pipeline.path("steps")) {
                var there = total(
                        maven,
                        "opportunities",
                        Map.of(
                                "filter_field", "pipeline_step_id",
                                "filter_operator", "equals",
                                "filter_value", step.path("id").asString()));
                assertThat(there)
                        .as(step.path("name").asString())
                        .isEqualTo(expected.getOrDefault(step.path("name").asString(), 0L));
            }
        }
    }

    @Test
    void nine_thousand_messy_leads_come_in() throws IOException {
        var leads = kasar.organization("leads").admin();
        var job = imported(
                leads,
                "contacts" + mapping("{\"Lead Number\":\"last_name\",\"Lead Source\":null,\"Tags\":null}"),
                "crm-xeducation-leads/Leads.csv");
        assertThat(counts(job)).isEqualTo("done: 9240 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(fields(job))
                .containsEntry("Do Not Email", "do_not_contact")
                .containsEntry("Country", "address.country")
                .containsEntry("Specialization", "-");
        assertThat(total(
                        leads,
                        "contacts",
                        Map.of("filter_field", "do_not_contact", "filter_operator", "equals", "filter_value", "true")))
                .isEqualTo(734);
    }

    @Test
    void what_no_record_can_be_made_of_is_refused_before_a_job_is_made() throws IOException {
        var acme = kasar.organization("acme").admin();
        var file = Files.readAllBytes(SharedDataFolder.file("crm-maven-opportunities/sales_pipeline.csv"));
        var refused = acme.upload("/import/opportunities", "text/csv", file).expect(400);
        assertThat(refused.code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(refused.message()).contains("'name'");
    }

    @Test
    void address_books_are_known_by_their_columns() throws IOException {
        var books = kasar.organization("books").admin();
        var gmail = fields(imported(books, "contacts", "contacts-roundcube-exports/Csv2vcard/gmail.csv"));
        assertThat(gmail)
                .containsEntry("Given Name", "first_name")
                .containsEntry("E-mail 1 - Value", "email")
                .containsEntry("E-mail 4 - Value", "email")
                .containsEntry("Phone 7 - Value", "phone")
                .containsEntry("Address 1 - Region", "address.state")
                .containsEntry("Address 2 - Region", "-")
                .containsEntry("Organization 1 - Name", "company");
        var all = fields(imported(books, "contacts", "contacts-roundcube-exports/Csv2vcard/all.csv"));
        assertThat(all)
                .containsEntry("Display Name", "full_name")
                .containsEntry("Job Title", "job_title")
                .containsEntry("Title", "-")
                .containsEntry("Email Work", "email")
                .containsEntry("Business Street", "address.street")
                .containsEntry("Home Street", "-")
                .containsEntry("Home Mobile", "phone")
                .containsEntry("Home Fax", "-");
        var thunderbird = fields(imported(books, "contacts", "contacts-roundcube-exports/Csv2vcard/tb_plain.csv"));
        assertThat(thunderbird)
                .containsEntry("Primary Email", "email")
                .containsEntry("Work ZipCode", "address.postal_code")
                .containsEntry("Organization", "company");
    }

    @Test
    void exports_of_other_crms_come_in_as_they_are() throws IOException {
        var sales = kasar.organization("sales").admin();
        assertThat(counts(imported(sales, "companies", "crm-salesforce-samples/Accounts.csv")))
                .isEqualTo("done: 10 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(counts(imported(sales, "contacts", "crm-salesforce-samples/Contacts.csv")))
                .isEqualTo("done: 15 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(counts(imported(sales, "contacts", "crm-salesforce-samples/Contacts.csv")))
                .isEqualTo("done: 0 created, 0 updated, 15 duplicates, 0 failed");
        assertThat(total(sales, "companies", Map.of("limit", 1))).isEqualTo(10);
        var leads = imported(sales, "contacts" + mapping("{\"Lead Source\":null}"), "crm-salesforce-samples/Leads.csv");
        assertThat(counts(leads)).isEqualTo("done: 20 created, 0 updated, 0 duplicates, 0 failed");
        // None of its words is one of ours, so the column is not what it seems.
        assertThat(fields(leads)).containsEntry("Status", "-");
        var hubspot = imported(
                sales,
                "contacts" + mapping("{\"Contact Owner\":null}"),
                "crm-hubspot-samples/contacts_sample_import-1.csv");
        assertThat(counts(hubspot)).isEqualTo("done: 11 created, 0 updated, 0 duplicates, 0 failed");
        assertThat(fields(hubspot)).containsEntry("company_id", "-").containsEntry("State", "address.state");
        assertThat(counts(imported(sales, "companies", "companies-fortune1000/Fortune_1000.csv")))
                .isEqualTo("done: 1000 created, 0 updated, 0 duplicates, 0 failed");
    }
}
