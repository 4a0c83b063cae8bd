package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SchemaApiTest {
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

    private static Map<String, Object> field(String name, String type, Object... more) {
        var field = new HashMap<String, Object>(Map.of("name", name, "label", name, "type", type));
        for (var index = 0; index < more.length; index += 2) {
            field.put((String) more[index], more[index + 1]);
        }
        return field;
    }

    private static JsonNode described(JsonNode object, String name) {
        return object.path("fields")
                .valueStream()
                .filter(field -> field.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lists_the_built_in_objects_in_the_documented_casing() {
        var objects = client.get("/schema").expect(200).body().path("objects");

        assertThat(objects.valueStream().map(object -> object.path("name").asString()))
                .startsWith("contacts", "companies", "opportunities", "tags");
        var contacts = objects.get(0);
        assertThat(contacts.path("isCustom").asBoolean()).isFalse();
        assertThat(contacts.path("fieldCount").asInt())
                .isEqualTo(contacts.path("fields").size());
        assertThat(described(contacts, "email").path("type").asString()).isEqualTo("EMAILS");
        var company = described(contacts, "company").path("relation");
        assertThat(company.path("type").asString()).isEqualTo("BELONGS_TO_ONE");
        assertThat(company.path("foreignKey").asString()).isEqualTo("company_id");
        var pipeline = described(client.get("/schema/opportunities").expect(200).body(), "pipeline");
        assertThat(pipeline.path("pipeline").asString()).isEqualTo("sales_pipeline");
        assertThat(client.get("/schema/contcts").expect(400).message()).contains("did you mean 'contacts'?");
    }

    @Test
    void a_custom_object_lives_a_whole_life() {
        client.post(
                        "/schema",
                        Map.of(
                                "name", "candidates",
                                "label", "Candidates",
                                "fields",
                                        List.of(
                                                field("name", "TEXT", "required", true),
                                                field("code", "TEXT", "isUnique", true),
                                                field("skills", "MULTI_SELECT", "options", List.of("java", "sql")),
                                                field("score", "RATING", "isIndexed", true),
                                                field("salary", "CURRENCY"),
                                                field("starts_on", "DATE"),
                                                field("notes_json", "JSON"),
                                                field("mails", "EMAILS"),
                                                field("home", "ADDRESS"),
                                                field("mentor", "USER"),
                                                field(
                                                        "contact",
                                                        "RELATION",
                                                        "relation",
                                                        Map.of(
                                                                "type",
                                                                "BELONGS_TO_ONE",
                                                                "target",
                                                                "contacts",
                                                                "inverse",
                                                                "candidacies")),
                                                field(
                                                        "referrer",
                                                        "RELATION",
                                                        "relation",
                                                        Map.of(
                                                                "type",
                                                                "BELONGS_TO_ONE",
                                                                "target",
                                                                "candidates",
                                                                "inverse",
                                                                "referred")),
                                                field(
                                                        "panel",
                                                        "RELATION",
                                                        "relation",
                                                        Map.of(
                                                                "type",
                                                                "BELONGS_TO_MANY",
                                                                "target",
                                                                "contacts",
                                                                "inverse",
                                                                "panels")))))
                .expect(201);
        var contact = client.post("/records/contacts", Map.of("first_name", "Ada"))
                .expect(201)
                .id();
        var zoe = client.post(
                        "/records/candidates",
                        Map.of(
                                "name",
                                "Zoé",
                                "code",
                                "C1",
                                "skills",
                                List.of("java"),
                                "score",
                                5,
                                "salary",
                                "50000.55",
                                "starts_on",
                                "2026-05-01",
                                "mails",
                                List.of("z@a.test", "z@b.test"),
                                "home",
                                Map.of("city", "Lyon"),
                                "contact",
                                contact))
                .expect(201);
        var emile = client.post(
                        "/records/candidates",
                        Map.of("name", "Émile", "code", "C2", "score", 2, "referrer_id", zoe.id()))
                .expect(201);

        assertThat(client.post("/records/candidates", Map.of("name", "X", "code", "C1"))
                        .expect(409)
                        .code())
                .isEqualTo("DUPLICATE_RECORD");
        assertThat(names("skills", "contains", "java")).containsExactly("Zoé");
        assertThat(names("mails", "equals", "Z@B.test")).containsExactly("Zoé");
        assertThat(names("home.city", "equals", "Lyon")).containsExactly("Zoé");
        assertThat(names("salary", "greater_than", 50000)).containsExactly("Zoé");
        assertThat(names("referrer.name", "equals", "Zoé")).containsExactly("Émile");
        assertThat(names("referred.score", "equals", 2)).containsExactly("Zoé");
        assertThat(names("contact.first_name", "equals", "Ada")).containsExactly("Zoé");
        assertThat(names("contact", "is_null", "")).containsExactly("Émile");
        client.put("/records/candidates/" + emile.id() + "/associations/contacts/" + contact + "?field=panel", null)
                .expect(200);
        assertThat(names("panel.first_name", "starts_with", "ad")).containsExactly("Émile");
        assertThat(client.get("/records/candidates/" + zoe.id())
                        .data()
                        .path("mails")
                        .size())
                .isEqualTo(2);
        assertThat(client.get("/records/contacts/" + contact)
                        .data()
                        .path("panels")
                        .get(0)
                        .path("display")
                        .asString())
                .isEqualTo("Émile");

        client.post(
                        "/schema/candidates/fields",
                        field(
                                "level",
                                "SELECT",
                                "options",
                                List.of("a", "b"),
                                "required",
                                true,
                                "defaultValue",
                                "a",
                                "isIndexed",
                                true))
                .expect(201);
        assertThat(client.get("/records/candidates/" + zoe.id())
                        .data()
                        .path("level")
                        .asString())
                .isEqualTo("a");
        client.patch("/schema/candidates/fields/level", Map.of("label", "Level", "options", List.of("a", "b", "c")))
                .expect(200);
        client.patch("/records/candidates/" + zoe.id(), Map.of("level", "c")).expect(200);
        assertThat(client.patch("/schema/candidates/fields/level", Map.of("options", List.of("a")))
                        .expect(400)
                        .message())
                .contains("'c' is used by 1 records");
        client.delete("/schema/candidates/fields/salary").expect(200);
        client.patch("/records/candidates/" + zoe.id(), Map.of("salary", 1)).expect(400);

        client.patch("/schema/candidates", Map.of("label", "Applicants", "icon", "star"))
                .expect(200);
        client.delete("/schema/candidates").expect(400);
        client.delete("/schema/candidates?confirm=candidates").expect(200);
        assertThat(client.get("/records/candidates").expect(400).code()).isEqualTo("INVALID_OBJECT");
        assertThat(client.get("/schema/contacts")
                        .expect(200)
                        .body()
                        .path("fields")
                        .valueStream()
                        .map(described -> described.path("name").asString()))
                .doesNotContain("candidacies", "panels");
        client.get("/records/contacts/" + contact).expect(200);
    }

    private static List<String> names(String field, String operator, Object value) {
        var condition = Map.of("field", field, "operator", operator, "value", value);
        return client.post("/records/candidates/search", Map.of("conditions", List.of(condition)))
                .expect(200)
                .data()
                .valueStream()
                .map(record -> record.path("name").asString())
                .toList();
    }

    @Test
    void names_that_are_taken_reserved_or_malformed_are_refused_all_at_once() {
        assertThat(client.post("/schema", Map.of("name", "contacts", "label", "X"))
                        .expect(409)
                        .code())
                .isEqualTo("CONFLICT");
        assertThat(client.post("/schema", Map.of("name", "tasks", "label", "X"))
                        .expect(400)
                        .message())
                .contains("reserved");
        var reply = client.post("/schema/contacts/fields", Map.of("name", "Bad Name", "type", "TXT"))
                .expect(400);
        assertThat(reply.body().path("errors").size()).isEqualTo(3);
        client.post("/schema/contacts/fields", field("email_primary", "TEXT")).expect(409);
        client.post("/schema/contacts/fields", field("updated_at", "DATETIME")).expect(400);
        client.delete("/schema/contacts/fields/first_name").expect(403);
    }

    @Test
    void only_administrators_change_the_schema_and_nobody_sees_what_they_may_not_read() {
        var bob = acme.user("bob@acme.test", Role.MEMBER).client();
        bob.post("/schema/contacts/fields", field("secret", "TEXT")).expect(403);
        acme.grant(
                Role.MEMBER,
                "companies",
                Map.of(
                        "read",
                        "none",
                        "create",
                        "none",
                        "update",
                        "none",
                        "delete",
                        "none",
                        "hidden_fields",
                        List.of()));

        var visible = bob.get("/schema").expect(200).body().path("objects");

        assertThat(visible.valueStream().map(object -> object.path("name").asString()))
                .doesNotContain("companies");
        assertThat(visible.toString()).doesNotContain("\"companies\"");
        assertThat(visible.valueStream()
                        .allMatch(object -> object.path("fieldCount").asInt()
                                == object.path("fields").size()))
                .isTrue();
        bob.get("/schema/companies").expect(403);
    }
}
