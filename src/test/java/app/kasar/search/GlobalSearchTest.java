package app.kasar.search;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.SqlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GlobalSearchTest {
    private static RunningKasar kasar;
    private static TestOrganization organization;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        organization = kasar.organization("acme");
        acme = organization.admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static String add(String object, Map<String, ?> values) {
        kasar.clock().advance(Duration.ofSeconds(1));
        return acme.post("/records/" + object, values).expect(201).id();
    }

    private static Reply search(Client client, Map<String, ?> query) {
        return client.get("/search", query).expect(200);
    }

    private static JsonNode group(Reply reply, String object) {
        return reply.body()
                .path("results")
                .valueStream()
                .filter(group -> group.path("objectName").asString().equals(object))
                .findFirst()
                .map(group -> group.path("records"))
                .orElseGet(() -> reply.body().path("none"));
    }

    private static List<String> ids(Reply reply, String object) {
        return group(reply, object)
                .valueStream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    private static List<String> found(String query, String object) {
        return ids(search(acme, Map.of("query", query, "limit", 50)), object);
    }

    private static Map<String, Object> grants(String read, List<String> hiddenFields) {
        return Map.of("read", read, "create", read, "update", read, "delete", read, "hidden_fields", hiddenFields);
    }

    private static List<String> matches(JsonNode row) {
        return row.path("_matches").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void groups_by_object_in_the_order_of_the_schema_and_leaves_out_objects_without_hits() {
        var contact = add("contacts", Map.of("first_name", "Qadira", "last_name", "Osei", "email", "q@osei.test"));
        var company = add("companies", Map.of("name", "Qadira Holding"));

        var reply = search(acme, Map.of("query", "qadira"));

        assertThat(reply.body().path("query").asString()).isEqualTo("qadira");
        assertThat(reply.body().path("total").asInt()).isEqualTo(2);
        assertThat(reply.body()
                        .path("results")
                        .valueStream()
                        .map(group -> group.path("objectName").asString() + "="
                                + group.path("objectLabel").asString()))
                .containsExactly("contacts=Contacts", "companies=Companies");
        assertThat(ids(reply, "contacts")).containsExactly(contact);
        assertThat(ids(reply, "companies")).containsExactly(company);
        var row = group(reply, "contacts").get(0);
        assertThat(row.propertyNames())
                .containsExactly("id", "first_name", "last_name", "full_name", "email", "_matches");
        assertThat(row.path("email").asString()).isEqualTo("q@osei.test");
        assertThat(matches(row)).containsExactly("first_name");
    }

    @Test
    void shows_the_fields_that_matched_beside_those_that_name_the_record() {
        add("contacts", Map.of("last_name", "Mbeki", "job_title", "Zeppelin pilot", "description", "flies a zeppelin"));

        var row = group(search(acme, Map.of("query", "zeppelin")), "contacts").get(0);

        assertThat(matches(row)).containsExactly("job_title", "description");
        assertThat(row.path("job_title").asString()).isEqualTo("Zeppelin pilot");
        assertThat(row.has("linkedin_url")).isFalse();
    }

    @Test
    void ranks_the_whole_value_then_its_beginning_then_words_then_parts_of_words_then_near_words() {
        var expected = new ArrayList<String>();
        var near = add("companies", Map.of("name", "Vilbor"));
        var part = add("companies", Map.of("name", "Altvilbar"));
        var wordStart = add("companies", Map.of("name", "New vilbarians"));
        var word = add("companies", Map.of("name", "The Vilbar"));
        var fieldStart = add("companies", Map.of("name", "Vilbart"));
        var fieldStartWithWord = add("companies", Map.of("name", "Vilbar House"));
        var exact = add("companies", Map.of("name", "VILBAR!"));
        expected.addAll(List.of(exact, fieldStartWithWord, fieldStart, word, wordStart, part, near));

        assertThat(found("vilbar", "companies")).isEqualTo(expected);
    }

    @Test
    void shows_the_newest_first_within_a_rank() {
        var ids = IntStream.range(0, 4)
                .mapToObj(index -> add("companies", Map.of("name", "Oktavia")))
                .toList();

        assertThat(found("oktavia", "companies")).isEqualTo(ids.reversed());
    }

    @Test
    void a_name_in_parts_is_a_whole_one() {
        var mention = add("contacts", Map.of("last_name", "Reader", "job_title", "Ximena Duarte fan"));
        var person = add("contacts", Map.of("first_name", "Ximena", "last_name", "Duarte"));
        add("contacts", Map.of("first_name", "Ximena", "last_name", "Other"));

        assertThat(found("ximena duarte", "contacts")).startsWith(person).contains(mention);
        assertThat(found("duarte ximena", "contacts")).contains(person, mention);
    }

    @ParameterizedTest
    @CsvSource({
        "alcie, Alice",
        "al1ce, Alice",
        "jhon, John",
        "micheal, Michael",
        "katherin, Katherine",
        "cristopher, Christopher",
        "alexnadar, Alexander",
        "liza, Lisa",
        "schwarzeneger, Schwarzenegger",
        "shwarzeneger, Schwarzenegger",
        "mueler, Müller",
        "mulelr, Müller"
    })
    void finds_names_in_spite_of_slips(String typed, String name) {
        if (name.equals("Müller") && typed.equals("mueler")) {
            name = "Mueller";
        }
        var id = add("contacts", Map.of("first_name", name));

        assertThat(found(typed, "contacts")).contains(id);
    }

    @Test
    void three_letters_are_taken_as_they_are() {
        var id = add("companies", Map.of("name", "Qez"));

        assertThat(found("qze", "companies")).doesNotContain(id);
    }

    @Test
    void one_slip_in_one_of_several_words_is_forgiven() {
        var id = add("contacts", Map.of("first_name", "Ludmilla", "last_name", "Vranek"));

        assertThat(found("ludmila vranke", "contacts")).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"z", "zo", "zoë", "ZOE", "zoe"})
    void finds_one_and_two_letters_and_letters_without_their_accents(String typed) {
        var id = add("contacts", Map.of("first_name", "Zoë", "last_name", "A" + typed.length()));

        assertThat(ids(search(acme, Map.of("query", typed, "limit", 1)), "contacts"))
                .containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+33 6 98 76 54 32",
                "06 98 76 54 32",
                "0698765432",
                "06.98.76",
                "+33698765432",
                "0033 698765432",
                "(0)6-98-76-54-32",
                "33698765432",
                "6 98 76 54 32",
                "6987654",
                "Noor 06 98 76 54 32"
            })
    void finds_a_phone_number_by_its_digits_in_any_notation(String typed) {
        var existing = found("noor", "contacts");
        var id = existing.isEmpty()
                ? add("contacts", Map.of("first_name", "Noor", "phone", "+33698765432"))
                : existing.getFirst();

        assertThat(found(typed, "contacts")).contains(id);
        assertThat(acme.get("/records/contacts", Map.of("search", typed)).data().valueStream())
                .anySatisfy(row -> assertThat(row.path("id").asString()).isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wendel@porto-novo.test", "wendel@porto", "porto-novo.test", "novo", "WENDEL"})
    void finds_an_address_of_mail_by_its_parts(String typed) {
        var id = acme.get("/records/contacts", Map.of("search", "wendel"))
                .data()
                .path(0)
                .path("id")
                .asString("");
        if (id.isEmpty()) {
            id = add(
                    "contacts",
                    Map.of(
                            "last_name",
                            "Mails",
                            "email",
                            List.of(Map.of("value", "first@other.test"), Map.of("value", "wendel@porto-novo.test"))));
        }

        assertThat(found(typed, "contacts")).contains(id);
        assertThat(matches(
                        group(search(acme, Map.of("query", typed)), "contacts").get(0)))
                .contains("email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://www.kestrelworks.test/team", "kestrelworks.test", "team kestrelworks", "relwork"})
    void finds_a_web_address_by_its_parts(String typed) {
        var existing = found("kestrelworks", "companies");
        var id = existing.isEmpty()
                ? add("companies", Map.of("name", "K", "website", "https://www.kestrelworks.test/team?x=1"))
                : existing.getFirst();

        assertThat(found(typed, "companies")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "'", "🎉", "…", "()", "\\", "&|!", "\"\""})
    void signs_alone_find_nothing(String typed) {
        var reply = search(acme, Map.of("query", typed));

        assertThat(reply.body().path("results").isEmpty()).isTrue();
        assertThat(reply.body().path("total").asInt()).isZero();
        assertThat(reply.body().path("query").asString()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"100% quorvex", "quorvex_", "quorvex:*", "!quorvex", "'quorvex", "\"quorvex\" & 100", "(quorvex"
            })
    void signs_among_words_are_only_signs(String typed) {
        var existing = found("quorvex", "companies");
        var id = existing.isEmpty() ? add("companies", Map.of("name", "100% Quorvex")) : existing.getFirst();

        assertThat(found(typed, "companies")).contains(id);
    }

    @Test
    void what_was_written_is_found_at_once_and_what_it_replaced_is_not() {
        var id = add("contacts", Map.of("first_name", "Oldenburga"));
        acme.patch("/records/contacts/" + id, Map.of("first_name", "Newtonia")).expect(200);

        assertThat(found("newtonia", "contacts")).containsExactly(id);
        assertThat(found("nwetonia", "contacts")).containsExactly(id);
        assertThat(found("oldenburga", "contacts")).isEmpty();

        acme.delete("/records/contacts/" + id).expect(200);
        assertThat(found("newtonia", "contacts")).isEmpty();
    }

    @Test
    void pages_by_offset_through_all_ranks_without_gaps_or_repeats() {
        for (var index = 0; index < 9; index++) {
            add(
                    "opportunities",
                    Map.of(
                            "name",
                            List.of("Pyrola", "Pyrola deal", "New pyrola", "Xpyrola", "Pyroal")
                                    .get(index % 5)));
        }
        var whole = found("pyrola", "opportunities");
        assertThat(whole).hasSize(9).doesNotHaveDuplicates();

        var paged = new ArrayList<String>();
        for (var offset = 0; offset < 12; offset += 2) {
            var page = search(acme, Map.of("query", "pyrola", "limit", 2, "offset", offset));
            assertThat(page.body().path("total").asInt())
                    .isEqualTo(ids(page, "opportunities").size());
            paged.addAll(ids(page, "opportunities"));
        }

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void a_writer_of_a_new_word_does_not_wait_for_another_and_does_not_depend_on_it() {
        var database = kasar.database().database();
        database.inTransaction(() -> {
            var word = new SqlText().add("INSERT INTO ").name(organization.schemaName(), "words");
            database.execute(word.add(" (word) VALUES ('wurlitza')").toStatement());
            add("companies", Map.of("name", "Wurlitza"));
            database.rollBackAtEnd();
            return word;
        });

        assertThat(found("wulritza", "companies")).hasSize(1);
    }

    @Test
    void looks_at_one_object_alone_when_told_to() {
        add("contacts", Map.of("first_name", "Solvejg"));
        var company = add("companies", Map.of("name", "Solvejg"));

        var reply = search(acme, Map.of("query", "solvejg", "object", "companies"));

        assertThat(reply.body().path("results").size()).isEqualTo(1);
        assertThat(ids(reply, "companies")).containsExactly(company);
    }

    @Test
    void finds_records_of_custom_objects_by_their_searchable_fields() {
        var fields = List.of(
                Map.of("name", "name", "label", "Name", "type", "TEXT"),
                Map.of("name", "skipper", "label", "Skipper", "type", "EMAILS"),
                Map.of("name", "secret", "label", "Secret", "type", "TEXT", "isSearchable", false));
        acme.post("/schema", Map.of("name", "vessels", "label", "Vessels", "fields", fields))
                .expect(201);
        var id = add("vessels", Map.of("name", "Kon-Tiki", "skipper", "thor@raft.test", "secret", "hiddenbay"));

        assertThat(found("kon tiki", "vessels")).containsExactly(id);
        assertThat(found("thor", "vessels")).containsExactly(id);
        assertThat(found("hiddenbay", "vessels")).isEmpty();
    }

    @Test
    void refuses_what_it_does_not_understand() {
        assertThat(acme.get("/search").expect(400).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(acme.get("/search?query=").expect(400).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(acme.get("/search?query=%20").expect(400).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(acme.get("/search?limit=0").expect(400).body().path("errors").size())
                .isEqualTo(2);
        var unknown = acme.get("/search?query=x&object=contcats").expect(400);
        assertThat(unknown.code()).isEqualTo("INVALID_OBJECT");
        assertThat(unknown.message()).contains("contacts");
        for (var wrong :
                List.of("limit=0", "limit=51", "offset=-1", "limit=x", "cursor=a", "query=" + "a".repeat(501))) {
            var query = wrong.startsWith("query") ? wrong : "query=x&" + wrong;
            assertThat(acme.get("/search?" + query).expect(400).code())
                    .as(wrong)
                    .isEqualTo("VALIDATION_ERROR");
        }
        assertThat(acme.get("/search?query=x&object=tasks").expect(400).code()).isEqualTo("INVALID_OBJECT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "\u0001",
                "a\u001Fb",
                "=a",
                "\uFEFFa",
                "a\u0301",
                "١٢٣٤٥٦٧",
                "0",
                "00000",
                "000000000"
            })
    void no_text_breaks_a_search(String typed) {
        assertThat(acme.get("/search", Map.of("query", typed)).status()).isIn(200, 400);
        assertThat(acme.get("/records/contacts", Map.of("search", typed)).status())
                .isIn(200, 400);
    }

    @Test
    void a_long_query_of_many_words_is_answered() {
        assertThat(search(acme, Map.of("query", "wort ".repeat(99)))
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_member_finds_only_what_they_may_see() {
        var other = kasar.organization("restricted");
        var admin = other.admin();
        var member = other.user("mel@restricted.test", Role.MEMBER);
        var hiddenFields = List.of("description", "email");
        other.grant(Role.MEMBER, "contacts", grants("own", hiddenFields));
        var values = new LinkedHashMap<String, Object>(
                Map.of("first_name", "Yolanda", "description", "platypus", "email", "yol@wombat.test"));
        admin.post("/records/contacts", values).expect(201);
        values.put("owner_id", member.id());
        values.put("email", "yol2@wombat.test");
        var own = admin.post("/records/contacts", values).expect(201).id();

        assertThat(ids(search(member.client(), Map.of("query", "yolanda")), "contacts"))
                .containsExactly(own);
        assertThat(ids(search(member.client(), Map.of("query", "yolnada")), "contacts"))
                .containsExactly(own);
        assertThat(group(search(member.client(), Map.of("query", "yolanda")), "contacts")
                        .get(0)
                        .propertyNames())
                .containsExactly("id", "first_name", "last_name", "full_name", "_matches");
        for (var hidden : List.of("platypus", "wombat", "platpyus", "yolanda platypus", "yol2", "latypu")) {
            assertThat(search(member.client(), Map.of("query", hidden))
                            .body()
                            .path("total")
                            .asInt())
                    .as(hidden)
                    .isZero();
            assertThat(search(admin, Map.of("query", hidden))
                            .body()
                            .path("total")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void an_object_that_may_not_be_read_is_left_out_and_refused_by_name() {
        var other = kasar.organization("closed");
        var member = other.user("mo@closed.test", Role.MEMBER).client();
        other.grant(Role.MEMBER, "companies", grants("none", List.of()));
        other.admin().post("/records/companies", Map.of("name", "Quillfeather")).expect(201);
        other.admin()
                .post("/records/contacts", Map.of("last_name", "Quillfeather"))
                .expect(201);

        var reply = search(member, Map.of("query", "quillfeather"));

        assertThat(reply.body().path("results").size()).isEqualTo(1);
        assertThat(ids(reply, "contacts")).hasSize(1);
        assertThat(member.get("/search?query=quillfeather&object=companies")
                        .expect(403)
                        .code())
                .isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void another_organization_is_not_searched() {
        var other = kasar.organization("rivals").admin();
        other.post("/records/contacts", Map.of("last_name", "Tresorfund")).expect(201);

        assertThat(found("tresorfund", "contacts")).isEmpty();
        assertThat(found("tersorfund", "contacts")).isEmpty();
    }

    @Test
    void takes_the_object_by_both_of_its_names_and_says_all_that_is_wrong() {
        add("tags", Map.of("name", "Zanzibar"));
        add("companies", Map.of("name", "Zanzibar"));
        for (var name : List.of("object", "object_name")) {
            assertThat(search(acme, Map.of("query", "zanzibar", name, "tags"))
                            .body()
                            .path("total")
                            .asInt())
                    .isOne();
        }
        var refused = acme.get("/search", Map.of("object", "tags", "object_name", "companies"))
                .expect(400);
        assertThat(refused.body().path("errors").size()).isEqualTo(2);
        assertThat(acme.get("/search?q=zanzibar").expect(400).message())
                .isEqualTo("unknown parameter 'q'; known are limit, object, object_name, offset, query");
    }
}
