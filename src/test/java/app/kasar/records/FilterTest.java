package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters as users write them: paths, aliases, zones, and faults. What each operator means is proven by FilterModelTest. */
class FilterTest {
    private static RunningKasar kasar;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        client = kasar.organization("acme").admin();
        client.put("/settings", Map.of("time_zone", "America/New_York")).expect(200);
        var group = create("companies", Map.of("name", "Group", "industry", "Holding"));
        var shop = create(
                "companies",
                Map.of(
                        "name",
                        "Shop",
                        "industry",
                        "Retail",
                        "parent_company",
                        group,
                        "address",
                        Map.of("city", "Rome")));
        var vip = create("tags", Map.of("name", "vip"));
        var cold = create("tags", Map.of("name", "cold"));
        var ann = create(
                "contacts",
                Map.of(
                        "first_name",
                        "Ann",
                        "company",
                        shop,
                        "tags",
                        List.of(vip, cold),
                        "email",
                        List.of("ann@work.test", "Ann@Home.test"),
                        "phone",
                        "+33 6 12 34 56 78"));
        create("contacts", Map.of("first_name", "Bob", "company", group, "tags", List.of(cold)));
        create("contacts", Map.of("first_name", "Cid, Jr.", "contact_status", "customer"));
        create(
                "opportunities",
                Map.of(
                        "name",
                        "Won",
                        "status",
                        "closed_won",
                        "amount",
                        10,
                        "company",
                        shop,
                        "contacts",
                        List.of(ann),
                        "closed_at",
                        "2026-01-01T03:00:00Z"));
        create("opportunities", Map.of("name", "Lost", "status", "closed_lost", "amount", 90, "company", shop));
        create("opportunities", Map.of("name", "Free"));
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static String create(String object, Map<String, ?> body) {
        return client.post("/records/" + object, body).expect(201).id();
    }

    private static Reply search(String object, Object filters) {
        return client.post("/records/" + object + "/search", Map.of("filters", filters));
    }

    private static Map<String, Object> is(String field, String operator, Object value) {
        return Map.of("field", field, "operator", operator, "value", value);
    }

    private static String found(String object, Object filters) {
        var names = search(object, filters)
                .expect(200)
                .data()
                .valueStream()
                .map(record -> record.path(object.equals("contacts") ? "first_name" : "name")
                        .asString()
                        .substring(0, 3))
                .sorted()
                .toList();
        return String.join(" ", names);
    }

    private static String all(String object, Map<?, ?>... conditions) {
        return found(object, Map.of("conditions", List.of(conditions)));
    }

    @Test
    void a_single_phone_number_is_found_in_any_notation_too() {
        client.post("/schema/tags/fields", Map.of("name", "hotline", "label", "Hotline", "type", "PHONE"))
                .expect(201);
        var tag = create("tags", Map.of("name", "press", "hotline", "(202) 555-0143"));
        for (var condition : List.of(
                is("hotline", "equals", "202-555-0143"),
                is("hotline", "equals", "+1 202 555 0143"),
                is("hotline", "in", List.of("none", "(202) 5550143")),
                is("hotline", "contains", "555-01"),
                is("hotline", "starts_with", "+1 (202)"))) {
            assertThat(all("tags", condition)).as("%s", condition).isEqualTo("pre");
        }
        assertThat(all("tags", is("hotline", "equals", "none"))).isEmpty();
        client.delete("/records/tags/" + tag).expect(200);
        client.delete("/schema/tags/fields/hotline").expect(200);
    }

    @Test
    void web_addresses_and_domains_are_found_as_people_write_them() {
        var company = create(
                "companies",
                Map.of("name", "Nil Ltd", "domain", "www.Nil.example", "website", "HTTPS://Nil.example/About"));
        for (var condition : List.of(
                is("domain", "equals", "NIL.example"),
                is("domain", "equals", "https://nil.example/"),
                is("domain", "in", List.of("none.example", "Nil.example")),
                is("website", "equals", "nil.example/About"),
                is("website", "equals", "https://NIL.example/About"))) {
            assertThat(all("companies", condition)).as("%s", condition).isEqualTo("Nil");
        }
        assertThat(all("companies", is("website", "equals", "https://nil.example/about")))
                .isEmpty();
        client.delete("/records/companies/" + company).expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    contacts  | company.industry              | equals      | Retail      | Ann
                    contacts  | company.industry              | not_equals  | Retail      | Bob Cid
                    contacts  | company.industry              | is_null     |             | Cid
                    contacts  | company.industry              | is_not_null |             | Ann Bob
                    contacts  | company.address.city          | starts_with | ro          | Ann
                    contacts  | company.parent_company.name   | equals      | Group       | Ann
                    contacts  | company.parent_company.name   | is_null     |             | Bob Cid
                    contacts  | company                       | is_null     |             | Cid
                    contacts  | company_id                    | is_not_null |             | Ann Bob
                    contacts  | tags.name                     | equals      | cold        | Ann Bob
                    contacts  | tags.name                     | in          | vip,warm    | Ann
                    contacts  | tags.name                     | not_equals  | cold        | Ann
                    contacts  | tags                          | is_null     |             | Cid
                    contacts  | tags                          | is_not_null |             | Ann Bob
                    contacts  | company.opportunities.status  | equals      | closed_lost | Ann
                    contacts  | company.opportunities         | is_null     |             | Bob Cid
                    contacts  | opportunities.amount          | gt          | 5           | Ann
                    contacts  | company.parent_company.contacts.first_name | equals | Bob  | Ann
                    companies | contacts.tags.name            | equals      | vip         | Sho
                    companies | contacts                      | is_null     |             |
                    companies | opportunities.amount          | less_than   | 20          | Sho
                    companies | opportunities.contacts.tags.name | equals   | vip         | Sho
                    companies | parent_company.contacts.first_name | equals | Bob         | Sho
                    tags      | contacts.company.name         | equals      | Group       | col
                    opportunities | contacts                  | is_null     |             | Fre Los
                    """)
    void a_path_passes_up_to_three_relations_and_means_any_over_to_many(
            String object, String field, String operator, String value, String expected) {
        assertThat(all(object, is(field, operator, value == null ? "" : value)))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    eq                    | 90 | Los
                    EQUALS                | 90 | Los
                    neq                   | 90 | Fre Won
                    gt                    | 10 | Los
                    gte                   | 10 | Los Won
                    greater_than_or_equal | 10 | Los Won
                    lt                    | 90 | Won
                    lte                   | 90 | Los Won
                    less_than_or_equal    | 10 | Won
                    is_empty              |    | Fre
                    is_not_empty          |    | Los Won
                    between               | 10,90 | Los Won
                    in                    | 10, 11 | Won
                    not_in                | 10,90  | Fre
                    """)
    void every_spelling_of_an_operator_is_taken_and_values_may_be_text(String operator, String value, String expected) {
        assertThat(all("opportunities", is("amount", operator, value == null ? "" : value)))
                .isEqualTo(expected);
    }

    @Test
    void a_value_with_a_comma_needs_an_array() {
        assertThat(all("contacts", is("first_name", "in", "Cid, Jr.,Bob"))).isEqualTo("Bob");
        assertThat(all("contacts", is("first_name", "in", List.of("Cid, Jr.", "Bob"))))
                .isEqualTo("Bob Cid");
        assertThat(all("contacts", is("first_name", "equals", "Cid, Jr."))).isEqualTo("Cid");
        assertThat(all("contacts", is("first_name", "in", List.of()))).isEmpty();
        assertThat(all("contacts", is("first_name", "not_in", List.of()))).isEqualTo("Ann Bob Cid");
    }

    @Test
    void entries_are_found_by_any_of_them_in_the_form_people_write_them() {
        assertThat(all("contacts", is("email", "equals", "ANN@home.TEST"))).isEqualTo("Ann");
        assertThat(all("contacts", is("email", "ends_with", "@work.test"))).isEqualTo("Ann");
        assertThat(all("contacts", is("email", "not_contains", "home"))).isEqualTo("Bob Cid");
        assertThat(all("contacts", is("phone", "equals", "+33 (0)6 12.34.56.78")))
                .isEqualTo("Ann");
        assertThat(all("contacts", is("phone", "contains", "6 12 34-56"))).isEqualTo("Ann");
        assertThat(all("contacts", is("phone", "starts_with", "+33 6"))).isEqualTo("Ann");
    }

    @Test
    void status_is_another_name_of_contact_status() {
        assertThat(all("contacts", is("status", "equals", "customer"))).isEqualTo("Cid");
        assertThat(all("contacts", is("contact_status", "equals", "Customer"))).isEmpty();
    }

    @Test
    void groups_nest_with_and_and_or_in_either_way_of_writing() {
        var nested = Map.of(
                "type",
                "and",
                "conditions",
                List.of(
                        is("first_name", "not_equals", "Cid, Jr."),
                        Map.of(
                                "type",
                                "OR",
                                "conditions",
                                List.of(is("tags.name", "equals", "vip"), is("company.name", "equals", "Group")))));
        assertThat(found("contacts", nested)).isEqualTo("Ann Bob");
        assertThat(found(
                        "contacts",
                        Map.of("groups", List.of(Map.of("conditions", List.of(is("first_name", "eq", "Bob")))))))
                .isEqualTo("Bob");
        assertThat(found("contacts", Map.of("type", "OR", "conditions", List.of())))
                .isEqualTo("Ann Bob Cid");
        assertThat(found("contacts", Map.of())).isEqualTo("Ann Bob Cid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    date_equals  | 2025-12-31            | Won
                    date_equals  | 2026-01-01            |
                    equals       | 2025-12-31            | Won
                    date_before  | 2026-01-01            | Won
                    date_after   | 2025-12-30            | Won
                    date_after   | 2025-12-31            |
                    date_between | 2025-12-31,2025-12-31 | Won
                    greater_than | 2025-12-31            |
                    less_equal   | 2025-12-31            | Won
                    equals       | 2025-12-31T22:00:00   | Won
                    equals       | 2026-01-01T03:00:00Z  | Won
                    equals       | 2026-01-01T04:00:00+01:00 | Won
                    """)
    void a_day_is_that_of_the_organizations_time_zone(String operator, String value, String expected) {
        assertThat(all("opportunities", is("closed_at", operator, value))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    emial              | equals      | x   | field    | did you mean 'email'?
                    company.nme        | equals      | x   | field    | 'companies' has no field 'nme'; did you mean 'name'?
                    compny.name        | equals      | x   | field    | did you mean 'company'?
                    first_name.x       | equals      | x   | field    | 'first_name' of 'contacts' has no parts
                    address.town       | equals      | x   | field    | 'address' of 'contacts' has no part 'address.town'; known are address.street
                    address.ctiy       | equals      | x   | field    | did you mean 'address.city'?
                    company.contacts.company.contacts | is_null | | field | more than 3 relations
                    company.contacts.company.tags.name | equals | x | field | more than 3 relations
                    first_name         | equls       | x   | operator | did you mean 'equals'?
                    first_name         | like        | x   | operator | known are equals, not_equals, contains
                    first_name         | date_before | x   | operator | 'first_name' takes equals
                    do_not_contact     | contains    | x   | operator | not contains
                    tags               | contains    | x   | operator | as 'tags.name'
                    do_not_contact     | equals      | maybe | value  | must be true or false
                    birthday           | equals      | 2026-02-30 | value | February 2026 has 28 days
                    company            | equals      | x   | value    | must be an id
                    created_at         | between     | 2026-01-01 | value | two values
                    first_name         | is_null     | Ann | value    | takes no value
                    company            | is_not_null | false | value  | takes no value
                    """)
    void what_is_wrong_is_told_at_its_place_with_what_would_be_right(
            String field, String operator, String value, String part, String hint) {
        var reply = search("contacts", Map.of("conditions", List.of(is(field, operator, value == null ? "" : value))))
                .expect(400);
        assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(reply.message()).contains(hint);
        assertThat(reply.body().path("errors").path(0).path("field").asString())
                .isEqualTo("filters.conditions[0]." + part);
    }

    @Test
    void a_condition_without_a_value_is_told_how_to_find_empty_ones() {
        assertThat(search("contacts", Map.of("conditions", List.of(Map.of("field", "email", "operator", "equals"))))
                        .expect(400)
                        .message())
                .contains("is_null");
    }

    @Test
    void every_fault_of_a_filter_is_told_at_once() {
        var reply = search(
                        "contacts",
                        Map.of(
                                "typ",
                                "AND",
                                "conditions",
                                List.of(
                                        is("emial", "equals", "x"),
                                        is("first_name", "equls", "x"),
                                        Map.of("feild", "x", "operator", "equals", "value", "x"),
                                        Map.of("type", "NOT", "conditions", List.of(is("birthday", "equals", "x"))))))
                .expect(400);
        assertThat(reply.body().toString())
                .contains(
                        "did you mean 'type'?",
                        "did you mean 'email'?",
                        "did you mean 'equals'?",
                        "did you mean 'field'?",
                        "must be AND or OR");
    }

    @Test
    void depth_and_number_of_conditions_have_limits_that_are_named() {
        Map<String, Object> group = Map.of("conditions", List.of(is("first_name", "equals", "Ann")));
        for (var depth = 1; depth < 5; depth++) {
            group = Map.of("conditions", List.of(group));
        }
        assertThat(found("contacts", group)).isEqualTo("Ann");
        assertThat(search("contacts", Map.of("conditions", List.of(group)))
                        .expect(400)
                        .message())
                .contains("at most 5 deep");
        var condition = is("first_name", "equals", "Ann");
        assertThat(found("contacts", Map.of("conditions", Collections.nCopies(50, condition))))
                .isEqualTo("Ann");
        assertThat(search("contacts", Map.of("conditions", Collections.nCopies(51, condition)))
                        .expect(400)
                        .message())
                .contains("at most 50 conditions, this one has 51");
    }
}
