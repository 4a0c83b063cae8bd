package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /records/{object}}: defaults, values of every built-in type, and what is refused with which words. */
class RecordCreateTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

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

    private static Reply refused(String object, Object body) {
        return client.post("/records/" + object, body).expect(400);
    }

    private static List<String> faultyFields(Reply reply) {
        return reply.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString(""))
                .toList();
    }

    @Test
    void a_member_becomes_owner_and_author_and_gets_the_defaults() {
        var bob = acme.user("bob@acme.test", Role.MEMBER);
        var created = bob.client()
                .post("/records/opportunities", Map.of("name", "Deal"))
                .expect(201);

        assertThat(created.data().path("owner_id").asString())
                .isEqualTo(bob.id().toString());
        assertThat(created.data().path("created_by").asString())
                .isEqualTo(bob.id().toString());
        assertThat(created.data().path("status").asString()).isEqualTo("open");
        assertThat(created.data().path("pipeline_id").isNull()).isFalse();
        assertThat(created.data().path("pipeline_step_id").isNull()).isFalse();
        assertThat(created.data().path("created_at").asString()).isEqualTo("2026-03-15T10:30:00Z");
        assertThat(created.header("Location")).endsWith("/records/opportunities/" + created.id());
    }

    @Test
    void a_given_value_and_a_given_null_stand_against_the_default() {
        var opportunity = new HashMap<String, Object>(Map.of("name", "Deal", "status", "negotiation"));
        opportunity.put("owner", null);
        var created = client.post("/records/opportunities", opportunity).expect(201);

        assertThat(created.data().path("status").asString()).isEqualTo("negotiation");
        assertThat(created.data().path("owner_id").isNull()).isTrue();
        opportunity.put("status", null);
        assertThat(client.post("/records/opportunities", opportunity)
                        .expect(201)
                        .data()
                        .path("status")
                        .isNull())
                .isTrue();
    }

    @Test
    void every_wrong_value_of_a_record_is_named_at_once_in_words_a_person_understands() {
        var reply = refused(
                "contacts",
                Map.ofEntries(
                        Map.entry("first_name", 5),
                        Map.entry("email", "nope"),
                        Map.entry("phone", "12"),
                        Map.entry("linkedin_url", "javascript:alert(1)"),
                        Map.entry("contact_status", "Lead"),
                        Map.entry("birthday", "2026-02-30"),
                        Map.entry("last_contacted_at", "yesterday"),
                        Map.entry("do_not_contact", "maybe"),
                        Map.entry("company", "x"),
                        Map.entry("owner_id", "y"),
                        Map.entry("tags", "z"),
                        Map.entry("frist_name", "a")));

        assertThat(faultyFields(reply))
                .containsExactlyInAnyOrder(
                        "first_name",
                        "email",
                        "phone",
                        "linkedin_url",
                        "contact_status",
                        "birthday",
                        "last_contacted_at",
                        "do_not_contact",
                        "company",
                        "owner_id",
                        "tags",
                        "frist_name");
        assertThat(reply.body().toString())
                .contains(
                        "must be a valid email address",
                        "did you mean 'lead'?",
                        "February 2026 has 28 days",
                        "must be true or false",
                        "did you mean 'first_name'?");
        assertThat(reply.message())
                .isEqualTo(reply.body().path("errors").path(0).path("message").asString());
    }

    @Test
    void a_reference_to_a_record_that_is_not_there_is_a_wrong_value_of_its_field() {
        for (var body : List.of(
                Map.of("first_name", "Lost", "company", NOBODY),
                Map.of("first_name", "Lost", "company_id", NOBODY),
                Map.of("first_name", "Lost", "owner", NOBODY),
                Map.of("first_name", "Lost", "tags", List.of(NOBODY)))) {
            var reply = refused("contacts", body);
            assertThat(reply.code()).as("%s", body).isEqualTo("VALIDATION_ERROR");
            assertThat(faultyFields(reply).getFirst()).as("%s", body).isIn("company_id", "owner_id", "tags");
        }
        assertThat(client.get(
                                "/records/contacts",
                                Map.of(
                                        "filter_field",
                                        "first_name",
                                        "filter_operator",
                                        "equals",
                                        "filter_value",
                                        "Lost"))
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void what_is_no_object_is_refused_as_such() {
        assertThat(refused("contacts", "[1]").message()).contains("must be a JSON object");
        assertThat(refused("contacts", "null").message()).contains("must be a JSON object");
        assertThat(refused("contacts", "{\"first_name\":").message()).contains("not valid JSON");
        assertThat(refused("contacts", "{\"first_name\":\"a\",\"first_name\":\"b\"}")
                        .message())
                .contains("same key twice");
        assertThat(refused("contact", Map.of("first_name", "a")).code()).isEqualTo("INVALID_OBJECT");
        assertThat(refused("contact", Map.of("first_name", "a")).message()).contains("did you mean 'contacts'?");
    }

    @Test
    void one_field_under_two_names_must_agree_with_itself() {
        var company =
                client.post("/records/companies", Map.of("name", "Agreed")).id();
        var contact = client.post(
                        "/records/contacts", Map.of("first_name", "Both", "company", company, "company_id", company))
                .expect(201);
        assertThat(contact.data().path("company_id").asString()).isEqualTo(company);
        assertThat(refused("contacts", Map.of("first_name", "Both", "company", company, "company_id", NOBODY))
                        .message())
                .contains("the same field with different values");
    }

    @Test
    void a_clash_names_the_field_and_the_record_that_has_the_value_whatever_the_case() {
        var first = client.post("/records/contacts", Map.of("first_name", "Ann", "email", "Ann@Clash.test"))
                .expect(201);
        var clash = client.post("/records/contacts", Map.of("first_name", "Ann", "email", "ann@clash.TEST"))
                .expect(409);

        assertThat(clash.code()).isEqualTo("DUPLICATE_RECORD");
        assertThat(faultyFields(clash)).containsExactly("email");
        assertThat(clash.body().path("existing_id").asString()).isEqualTo(first.id());
    }

    @Test
    void a_clash_with_a_record_that_may_not_be_read_does_not_tell_its_id() {
        var eve = acme.user("eve@acme.test", Role.VIEWER);
        client.put(
                        "/roles/member",
                        Map.of(
                                "grants",
                                Map.of(
                                        "companies",
                                        Map.of("read", "own", "create", "all", "update", "own", "delete", "own"))))
                .expect(200);
        var kim = acme.user("kim@acme.test", Role.MEMBER);
        client.post("/records/companies", Map.of("name", "Hidden", "domain", "hidden.test"))
                .expect(201);

        var clash = kim.client()
                .post("/records/companies", Map.of("name", "Mine", "domain", "hidden.test"))
                .expect(409);
        assertThat(clash.body().has("existing_id")).isFalse();
        eve.client().post("/records/companies", Map.of("name", "x")).expect(403);
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 0.10, 0.1",
        "amount, 123456789012345678901234567890.1234, 123456789012345678901234567890.1234",
        "amount, 1e3, 1000",
        "amount, -0.0001, -0.0001",
        "amount, '\"99.90\"', 99.9",
        "probability, 100, 100",
        "probability, 33.3333333333, 33.3333333333",
    })
    void a_decimal_keeps_its_value_to_the_last_digit(String field, String sent, String shown) {
        var created = client.post("/records/opportunities", "{\"name\":\"D\",\"%s\":%s}".formatted(field, sent))
                .expect(201);
        assertThat(created.data().path(field).decimalValue()).isEqualByComparingTo(shown);
        assertThat(client.get("/records/opportunities/" + created.id())
                        .data()
                        .path(field)
                        .decimalValue())
                .isEqualByComparingTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    opportunities | amount         | 0.12345              | at most 4 decimals
                    opportunities | amount         | 1e400                | at most 30 digits
                    opportunities | amount         | "12,50"              | a number such as
                    opportunities | amount         | true                 | a number
                    opportunities | probability    | 101                  | between 0 and 100
                    companies     | employee_count | 9223372036854775808  | 9223372036854775807
                    companies     | employee_count | 1.5                  | whole number
                    opportunities | status         | "won"                | 'closed_won'
                    opportunities | expected_close_date | "2026-07-01T10:00:00Z" | without a time
                    opportunities | expected_close_date | "01/07/2026"    | such as
                    opportunities | expected_close_date | 20260701        | date
                    opportunities | closed_at      | "2026-13-01T00:00:00Z" | month
                    companies     | website        | "not a url"          | valid URL
                    companies     | address        | 5                    | address
                    """)
    void a_value_that_does_not_fit_is_refused_with_what_would(String object, String field, String value, String hint) {
        var reply = refused(object, "{\"name\":\"N\",\"%s\":%s}".formatted(field, value));
        assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(faultyFields(reply)).containsExactly(field);
        assertThat(reply.message()).contains(field).containsIgnoringCase(hint);
    }

    @Test
    void whole_numbers_of_64_bits_come_back_whole() {
        var created = client.post("/records/companies", "{\"name\":\"Big\",\"employee_count\":9223372036854775807}")
                .expect(201);
        assertThat(created.data().path("employee_count").longValue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void texts_come_back_as_they_were_and_too_long_ones_are_told_the_limit() {
        var name = "Zoë 𝄞 \"O'Neil\" \\ %_ — 株式会社";
        var created = client.post("/records/companies", Map.of("name", name, "description", "a\nb\tc", "industry", ""))
                .expect(201);
        assertThat(created.data().path("name").asString()).isEqualTo(name);
        assertThat(created.data().path("description").asString()).isEqualTo("a\nb\tc");
        assertThat(created.data().path("industry").asString()).isEmpty();

        assertThat(refused("companies", Map.of("name", "x", "description", "y".repeat(100_001)))
                        .message())
                .contains("at most 100,000 characters");
        assertThat(refused("companies", Map.of("name", "a\u0000b")).message()).contains("U+0000");
    }

    @Test
    void an_empty_required_text_is_missing() {
        assertThat(refused("companies", Map.of("name", "")).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(refused("contacts", Map.of("first_name", "", "last_name", ""))
                        .code())
                .isEqualTo("MISSING_REQUIRED_FIELD");
    }

    @Test
    void a_required_text_of_blanks_is_missing_also_where_one_of_two_is_required() {
        assertThat(refused("companies", Map.of("name", " \t")).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(refused("contacts", Map.of("first_name", "  ")).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        var contact =
                client.post("/records/contacts", Map.of("last_name", "Ünal")).expect(201);
        var nameless = client.patch("/records/contacts/" + contact.id(), Map.of("last_name", "   "))
                .expect(400);
        assertThat(nameless.code()).isEqualTo("MISSING_REQUIRED_FIELD");
        client.patch("/records/contacts/" + contact.id(), Map.of("first_name", " "))
                .expect(200);
    }

    @Test
    void emails_and_phones_take_a_text_texts_or_entries_and_show_the_primary_in_flat_answers() {
        var entries = List.of(
                Map.of("value", "home@many.test", "label", "home"),
                Map.of("value", "work@many.test", "label", "work", "is_primary", true));
        var created = client.post(
                        "/records/contacts",
                        Map.of("first_name", "Many", "email", entries, "phone", List.of("(202) 555-0143")))
                .expect(201);
        assertThat(created.data().path("email").asString()).isEqualTo("work@many.test");
        assertThat(created.data().path("phone").asString()).isEqualTo("+12025550143");

        var enriched = client.get("/records/contacts/" + created.id()).data();
        assertThat(enriched.path("email").size()).isEqualTo(2);
        assertThat(enriched.path("email").path(0).path("label").asString()).isEqualTo("home");
        assertThat(enriched.path("email").path(0).path("is_primary").asBoolean())
                .isFalse();
        assertThat(enriched.path("email").path(1).path("is_primary").asBoolean())
                .isTrue();
        assertThat(enriched.path("phone").path(0).path("value").asString()).isEqualTo("+12025550143");
    }

    @Test
    void an_address_is_one_line_in_flat_answers_and_parts_when_enriched() {
        var created = client.post(
                        "/records/companies",
                        Map.of(
                                "name",
                                "Addressed",
                                "address",
                                Map.of("street", "1 Rue X", "postal_code", "75001", "city", "Paris", "country", "FR")))
                .expect(201);
        assertThat(created.data().path("address").asString()).isEqualTo("1 Rue X, 75001 Paris, FR");
        var enriched = client.get("/records/companies/" + created.id()).data().path("address");
        assertThat(enriched.path("city").asString()).isEqualTo("Paris");
        assertThat(refused("companies", Map.of("name", "x", "address", Map.of("town", "Paris")))
                        .message())
                .contains("town");
    }

    @Test
    void moments_are_shown_in_utc_and_without_an_offset_meant_in_the_organizations_zone() {
        var other = kasar.organization("zoned").admin();
        other.put("/settings", Map.of("time_zone", "America/New_York")).expect(200);
        var summer = other.post("/records/opportunities", Map.of("name", "S", "closed_at", "2026-07-01T10:00:00"))
                .expect(201);
        assertThat(summer.data().path("closed_at").asString()).isEqualTo("2026-07-01T14:00:00Z");
        var offset = other.post("/records/opportunities", Map.of("name", "S", "closed_at", "2026-07-01T10:00:00+02:00"))
                .expect(201);
        assertThat(offset.data().path("closed_at").asString()).isEqualTo("2026-07-01T08:00:00Z");
    }

    @Test
    void pipeline_and_step_must_belong_together() {
        var pipelines = client.get("/pipelines").body().path("pipelines").path(0);
        var second = pipelines.path("steps").path(1).path("id").asString();
        var created = client.post("/records/opportunities", Map.of("name", "Step", "pipeline_step_id", second))
                .expect(201);
        assertThat(created.data().path("pipeline_id").asString())
                .isEqualTo(pipelines.path("id").asString());
        assertThat(created.data().path("pipeline_step_id").asString()).isEqualTo(second);
        refused("opportunities", Map.of("name", "Step", "pipeline_step_id", NOBODY));
        refused("opportunities", Map.of("name", "Step", "pipeline_id", NOBODY));
    }
}
