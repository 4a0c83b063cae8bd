package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AssociationApiTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    private static RunningKasar kasar;
    private static Client acme;
    private static String contact;
    private static String company;
    private static String tag;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        contact = create("contacts", Map.of("first_name", "Ada"));
        company = create("companies", Map.of("name", "Acme"));
        tag = create("tags", Map.of("name", "vip"));
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static String create(String object, Map<String, ?> record) {
        return acme.post("/records/" + object, record).expect(201).id();
    }

    private static String path(String object, String id, String toObject, String toId) {
        return "/records/%s/%s/associations/%s/%s".formatted(object, id, toObject, toId);
    }

    @Test
    void a_contact_is_put_into_a_company_from_either_side_and_taken_out_again() {
        var reply =
                acme.put(path("contacts", contact, "companies", company), null).expect(200);
        assertThat(reply.data().path("to_id").asString()).isEqualTo(company);
        assertThat(companyOfContact()).isEqualTo(company);

        acme.delete(path("companies", company, "contacts", contact)).expect(200);
        assertThat(companyOfContact()).isNull();

        acme.put(path("companies", company, "contacts", contact), null).expect(200);
        assertThat(companyOfContact()).isEqualTo(company);
        acme.delete(path("contacts", contact, "companies", company)).expect(200);
        assertThat(companyOfContact()).isNull();
    }

    private static String companyOfContact() {
        return acme.get("/records/contacts/" + contact)
                .data()
                .path("company_id")
                .stringValue(null);
    }

    @Test
    void tags_are_linked_once_however_often_and_seen_from_both_sides() {
        acme.put(path("contacts", contact, "tags", tag), null).expect(200);
        acme.put(path("tags", tag, "contacts", contact), null).expect(200);

        var tags = acme.get("/records/contacts/" + contact).data().path("tags");
        assertThat(tags.size()).isEqualTo(1);
        assertThat(tags.get(0).path("display").asString()).isEqualTo("vip");
        assertThat(acme.get("/records/tags/" + tag)
                        .data()
                        .path("contacts")
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo(contact);

        acme.delete(path("contacts", contact, "tags", tag)).expect(200);
        acme.delete(path("contacts", contact, "tags", tag)).expect(200);
        assertThat(acme.get("/records/contacts/" + contact).data().path("tags").isEmpty())
                .isTrue();
    }

    @Test
    void links_may_be_given_with_the_record_and_are_then_the_whole_set() {
        var other = create("tags", Map.of("name", "press"));
        var linked = create("contacts", Map.of("first_name", "Linked", "tags", List.of(tag)));

        acme.patch("/records/contacts/" + linked, Map.of("tags", List.of(other)))
                .expect(200);

        var tags = acme.get("/records/contacts/" + linked).data().path("tags");
        assertThat(tags.valueStream().map(entry -> entry.path("id").asString())).containsExactly(other);
        assertThat(acme.post("/records/contacts", Map.of("first_name", "Half", "tags", List.of(NOBODY)))
                        .expect(400)
                        .body()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("tags");
        assertThat(acme.get("/records/contacts?search=half")
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void what_is_not_there_is_told_apart() {
        assertThat(acme.put(path("contacts", NOBODY, "tags", tag), null)
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(acme.put(path("contacts", contact, "tags", NOBODY), null)
                        .expect(404)
                        .message())
                .contains("tags");
        assertThat(acme.put(path("contacts", contact, "companies", NOBODY), null)
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(acme.put(path("contacts", contact, "contacts", contact), null)
                        .expect(400)
                        .message())
                .contains("no relation");
        assertThat(acme.put(path("contacts", contact, "compnies", company), null)
                        .expect(400)
                        .code())
                .isEqualTo("INVALID_OBJECT");
        assertThat(acme.put(path("contacts", contact, "tags", tag) + "?field=tagz", null)
                        .expect(400)
                        .message())
                .contains("did you mean 'tags'?");
    }

    @Test
    void faults_of_both_ends_are_named_where_they_are() {
        assertThat(faultyFields(acme.put(path("contacts", "me", "companies", "you"), null)))
                .containsExactly("id", "toId");
        assertThat(faultyFields(acme.put(path("contacts", contact, "compnies", company), null)))
                .containsExactly("toObject");
    }

    private static List<String> faultyFields(Client.Reply reply) {
        return reply.expect(400)
                .body()
                .path("errors")
                .valueStream()
                .map(fault -> fault.path("field").asString())
                .toList();
    }

    @Test
    void a_record_is_associated_with_another_of_its_own_object_and_a_named_relation_is_taken() {
        var child = create("companies", Map.of("name", "Child"));
        acme.put(path("companies", child, "companies", company) + "?field=parent_company", null)
                .expect(200);
        assertThat(acme.get("/records/companies/" + child)
                        .data()
                        .path("parent_company_id")
                        .asString())
                .isEqualTo(company);
        assertThat(acme.put(path("contacts", contact, "companies", company) + "?field=tags", null)
                        .expect(400)
                        .message())
                .contains("no relation 'tags' to 'companies'");
    }

    @Test
    void removing_an_association_with_another_record_leaves_the_present_one() {
        var other = create("companies", Map.of("name", "Other"));
        var member = create("contacts", Map.of("first_name", "Loyal", "company", company));
        acme.delete(path("contacts", member, "companies", other)).expect(200);
        assertThat(acme.get("/records/contacts/" + member)
                        .data()
                        .path("company_id")
                        .asString())
                .isEqualTo(company);
    }

    @Test
    void a_required_relation_is_cleared_neither_by_an_update_nor_by_removing_its_association() {
        acme.post(
                        "/schema",
                        Map.of(
                                "name",
                                "contracts",
                                "label",
                                "Contracts",
                                "fields",
                                List.of(
                                        relation("party", "BELONGS_TO_ONE", "companies"),
                                        relation("signers", "BELONGS_TO_MANY", "contacts"))))
                .expect(201);
        assertThat(acme.post("/records/contracts", Map.of())
                        .expect(400)
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
        var contract = create("contracts", Map.of("party", company, "signers", List.of(contact)));
        var nothing = new java.util.HashMap<String, Object>();
        nothing.put("party", null);
        nothing.put("signers", null);
        assertThat(acme.patch("/records/contracts/" + contract, nothing)
                        .expect(400)
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
        acme.patch("/records/contracts/" + contract, Map.of("signers", List.of()))
                .expect(400);
        assertThat(acme.delete(path("contracts", contract, "companies", company))
                        .expect(400)
                        .message())
                .contains("'party' of 'contracts' is required");
        acme.delete(path("companies", company, "contracts", contract)).expect(400);
    }

    private static Map<String, Object> relation(String name, String type, String target) {
        return Map.of(
                "name",
                name,
                "label",
                name,
                "type",
                "RELATION",
                "required",
                true,
                "relation",
                Map.of("type", type, "target", target));
    }
}
