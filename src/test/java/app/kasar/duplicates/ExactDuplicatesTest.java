package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExactDuplicatesTest {
    private static RunningKasar kasar;
    private static int organizations;

    private TestOrganization organization;
    private Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void openOrganization() {
        organization = kasar.organization("acme" + ++organizations);
        acme = organization.admin();
    }

    private String contact(Object... namesAndValues) {
        return create("contacts", namesAndValues);
    }

    private String create(String object, Object... namesAndValues) {
        var body = new HashMap<String, Object>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            body.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return acme.post("/records/" + object, body).expect(201).id();
    }

    private JsonNode detect(Object... namesAndValues) {
        var body = new HashMap<String, Object>(Map.of("action", "detect", "object_name", "contacts"));
        for (var index = 0; index < namesAndValues.length; index += 2) {
            body.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return acme.post("/duplicates", body).expect(200).body();
    }

    /** Each group as "field value: id id …". */
    private static List<String> groups(JsonNode answer) {
        var groups = new ArrayList<String>();
        for (var group : answer.path("duplicate_groups")) {
            groups.add("%s %s: %s"
                    .formatted(
                            group.path("match_field").asString(),
                            group.path("match_value").asString(),
                            group.path("records")
                                    .valueStream()
                                    .map(record -> record.path("id").asString())
                                    .collect(Collectors.joining(" "))));
        }
        return groups;
    }

    @Test
    void finds_equal_values_however_they_are_written() {
        var one = contact("first_name", "Ada", "last_name", "Byron", "email", "Ada@acme.test");
        var two = contact(
                "first_name",
                "Dr. BYRON",
                "last_name",
                "Áda",
                "phone",
                "+33 6 12 34 56 78",
                "email",
                List.of("x@acme.test", "y@acme.test"));
        var three = contact(
                "first_name",
                "Z",
                "phone",
                List.of("+33612345678"),
                "linkedin_url",
                "https://fr.linkedin.com/in/Ren%C3%A9/?x=1");
        var four = contact(
                "first_name",
                "Y",
                "linkedin_url",
                "linkedin.com/in/rené/",
                "email",
                List.of("other@acme.test", "Y@ACME.test"));

        var answer = detect();

        assertThat(groups(answer))
                .containsExactly(
                        "email y@acme.test: " + two + " " + four,
                        "phone +33612345678: " + two + " " + three,
                        "linkedin ren%c3%a9: " + three + " " + four,
                        "name ada byron: " + one + " " + two);
        assertThat(answer.path("scanned").asInt()).isEqualTo(4);
        assertThat(answer.path("total").asInt()).isEqualTo(4);
        assertThat(answer.path("nextCursor").isNull()).isTrue();
        assertThat(answer.path("duplicate_groups").get(3).path("records").get(0).propertyNames())
                .containsExactly("id", "first_name", "last_name", "email", "created_at");
    }

    @Test
    void takes_tags_and_dots_of_addresses_for_nothing_where_asked() {
        var one = contact("first_name", "One", "email", "ada.byron@gmail.com");
        var two = contact("first_name", "Two", "email", "adabyron+crm@googlemail.com");
        var three = contact("first_name", "Three", "email", "bob+x@acme.test");
        var four = contact("first_name", "Four", "email", "bob@acme.test");

        assertThat(groups(detect())).isEmpty();
        assertThat(groups(detect("ignore_plus_tags", true)))
                .containsExactly("email bob@acme.test: " + three + " " + four);
        assertThat(groups(detect("ignore_plus_tags", true, "ignore_gmail_dots", true)))
                .containsExactly(
                        "email adabyron@gmail.com: " + one + " " + two, "email bob@acme.test: " + three + " " + four);
    }

    @Test
    void finds_companies_whatever_their_legal_form_and_by_their_domain() {
        var one = create("companies", "name", "Acme S.A.", "domain", "acme.test");
        var two = create("companies", "name", "ACME Ltd.");
        var three = create("companies", "name", "Other & Co.", "website", "https://www.acme.test/fr");
        create("companies", "name", "Third", "website", "https://www.facebook.com/third");
        create("companies", "name", "Fourth", "website", "https://facebook.com/fourth");

        assertThat(groups(detect("object_name", "companies")))
                .containsExactly("domain acme.test: " + one + " " + three, "name acme: " + one + " " + two);
    }

    @Test
    void finds_records_of_custom_objects_by_their_label() {
        acme.post("/schema", Map.of("name", "boats", "label", "Boats")).expect(201);
        acme.post("/schema/boats/fields", Map.of("name", "name", "label", "Name", "type", "TEXT"))
                .expect(201);
        var one = create("boats", "name", "Sea Gull");
        var two = create("boats", "name", "sea-gull");

        assertThat(groups(detect("object_name", "boats"))).containsExactly("name gull sea: " + one + " " + two);
    }

    @Test
    void compares_only_the_fields_asked_for() {
        var one = contact("first_name", "Ada", "last_name", "Byron", "phone", "+33612345678");
        var two = contact("first_name", "Ada", "last_name", "Byron", "phone", "+33612345678");

        assertThat(groups(detect("fields", List.of("phone", "linkedin"))))
                .containsExactly("phone +33612345678: " + one + " " + two);
        acme.post("/duplicates", Map.of("action", "detect", "object_name", "contacts", "fields", List.of("fone")))
                .expect(400);
    }

    @Test
    void pages_through_one_scan_although_records_change_meanwhile() {
        var seen = new ArrayList<String>();
        for (var number = 0; number < 25; number++) {
            contact("first_name", "N" + number, "last_name", "X");
            contact("first_name", "N" + number, "last_name", "X");
        }
        var answer = detect("limit", 10);
        assertThat(answer.path("total").asInt()).isEqualTo(25);
        seen.addAll(groups(answer));
        contact("first_name", "N1", "last_name", "X");
        var gone = contact("first_name", "N0", "last_name", "X");
        acme.delete("/records/contacts/" + gone).expect(200);
        while (!answer.path("nextCursor").isNull()) {
            answer = detect("limit", 10, "cursor", answer.path("nextCursor").asString());
            seen.addAll(groups(answer));
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(seen)).hasSize(25);
        assertThat(groups(detect()).getFirst()).startsWith("name n0 x: ");
        assertThat(groups(detect()).get(1).split(" ")).hasSize(6);
    }

    @Test
    void leaves_out_groups_all_of_whose_pairs_were_dismissed_until_they_are_restored() {
        var one = contact("first_name", "Ada", "last_name", "Byron");
        var two = contact("first_name", "Ada", "last_name", "Byron");
        var three = contact("first_name", "Ada", "last_name", "Byron");
        assertThat(groups(detect())).hasSize(1);

        var body = new HashMap<String, Object>(
                Map.of("action", "dismiss", "object_name", "contacts", "ids", List.of(one, two)));
        assertThat(acme.post("/duplicates", body)
                        .expect(200)
                        .body()
                        .path("dismissed_pairs")
                        .asInt())
                .isEqualTo(1);
        assertThat(groups(detect())).hasSize(1);
        body.put("ids", List.of(three, two, one));
        assertThat(acme.post("/duplicates", body)
                        .expect(200)
                        .body()
                        .path("dismissed_pairs")
                        .asInt())
                .isEqualTo(2);
        assertThat(groups(detect())).isEmpty();
        body.put("action", "restore");
        body.put("ids", List.of(three, one));
        assertThat(acme.post("/duplicates", body)
                        .expect(200)
                        .body()
                        .path("restored_pairs")
                        .asInt())
                .isEqualTo(1);
        assertThat(groups(detect())).hasSize(1);
    }

    @Test
    void refuses_what_it_does_not_know_and_says_what_it_knows() {
        assertThat(acme.post("/duplicates", Map.of("action", "detct"))
                        .expect(400)
                        .message())
                .contains("detect", "dismiss", "did you mean");
        assertThat(acme.post("/duplicates", Map.of()).expect(400).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(acme.post("/duplicates", Map.of("action", "detect", "object_name", "contact"))
                        .expect(400)
                        .code())
                .isEqualTo("INVALID_OBJECT");
        assertThat(acme.post(
                                "/duplicates",
                                Map.of("action", "detect", "object_name", "contacts", "limit", 0, "lmit", 3))
                        .expect(400)
                        .body()
                        .path("errors"))
                .hasSize(2);
        acme.post("/duplicates", Map.of("action", "detect", "object_name", "contacts", "cursor", "nonsense"))
                .expect(400);
        acme.post(
                        "/duplicates",
                        Map.of(
                                "action",
                                "dismiss",
                                "object_name",
                                "contacts",
                                "ids",
                                List.of(contact("first_name", "A"), "550e8400-e29b-41d4-a716-446655440000")))
                .expect(404);
    }

    @Test
    void is_for_administrators_alone() {
        var member =
                organization.user("mia@acme.test", app.kasar.access.Role.MEMBER).client();
        assertThat(member.post("/duplicates", Map.of("action", "detect", "object_name", "contacts"))
                        .expect(403)
                        .code())
                .isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void a_token_that_only_reads_decides_nothing() {
        var ids = List.of(contact("first_name", "Ada"), contact("first_name", "Ada"));
        var issued =
                acme.post("/tokens", Map.of("name", "reader", "access", "read")).expect(201);
        var reader = acme.with(
                "Authorization", "Bearer " + issued.data().path("token").asString());
        reader.post("/duplicates", Map.of("action", "detect", "object_name", "contacts"))
                .expect(200);
        for (var action : List.of("dismiss", "restore")) {
            var refused = reader.post("/duplicates", Map.of("action", action, "object_name", "contacts", "ids", ids))
                    .expect(403);
            assertThat(refused.message()).contains("read-only");
        }
    }

    @Test
    void refuses_what_belongs_to_the_other_mode_and_all_fields_that_are_not_compared() {
        var exact = Map.of("action", "detect", "object_name", "contacts", "threshold", 0.9);
        assertThat(acme.post("/duplicates", exact).expect(400).message()).isEqualTo("'threshold' is of mode 'fuzzy'");
        var fuzzy = Map.of(
                "action",
                "detect",
                "mode",
                "fuzzy",
                "object_name",
                "contacts",
                "ignore_plus_tags",
                true,
                "ignore_gmail_dots",
                true);
        assertThat(acme.post("/duplicates", fuzzy)
                        .expect(400)
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
        var fields = Map.of("action", "detect", "object_name", "contacts", "fields", List.of("mail", "email", "x"));
        assertThat(acme.post("/duplicates", fields)
                        .expect(400)
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void names_the_key_of_an_object_there_is_none_of() {
        for (var action : List.of("detect", "merge", "dismiss")) {
            var one = java.util.UUID.randomUUID();
            var two = java.util.UUID.randomUUID();
            var body = new HashMap<String, Object>(Map.of("action", action, "object_name", "contact"));
            if (action.equals("merge")) {
                body.putAll(Map.of("master_id", one, "duplicate_ids", List.of(two)));
            }
            if (action.equals("dismiss")) {
                body.put("ids", List.of(one, two));
            }
            assertThat(acme.post("/duplicates", body)
                            .expect(400)
                            .body()
                            .at("/errors/0/field")
                            .asString())
                    .isEqualTo("object_name");
        }
    }
}
