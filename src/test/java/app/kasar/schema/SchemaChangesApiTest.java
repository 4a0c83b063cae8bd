package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Names that clash, fields of every type from creation to filter, and what a change of a live object refuses. */
class SchemaChangesApiTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        client = acme.admin();
        var fields = new java.util.ArrayList<Map<String, Object>>();
        fields.add(field("name", "TEXT", "required", true));
        for (var type : FieldType.ofCustomFields()) {
            if (type != FieldType.RELATION) {
                fields.add(
                        type.hasOptions()
                                ? field(
                                        "f_" + type.name().toLowerCase(java.util.Locale.ROOT),
                                        type.name(),
                                        "options",
                                        List.of("a", "b"))
                                : field("f_" + type.name().toLowerCase(java.util.Locale.ROOT), type.name()));
            }
        }
        create("everything", fields.toArray(Map[]::new)).expect(201);
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

    private static Map<String, Object> relation(String name, String type, String target, String inverse) {
        var relation = new HashMap<String, Object>(Map.of("type", type, "target", target));
        if (inverse != null) {
            relation.put("inverse", inverse);
        }
        return field(name, "RELATION", "relation", relation);
    }

    private static Reply create(String name, Map<?, ?>... fields) {
        return client.post("/schema", Map.of("name", name, "label", name, "fields", Arrays.asList(fields)));
    }

    private static JsonNode described(String object, String field) {
        return client.get("/schema/" + object)
                .expect(200)
                .body()
                .path("fields")
                .valueStream()
                .filter(known -> known.path("name").asString().equals(field))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text       | "Ünï 𝄞"              | "Ünï 𝄞"              | starts_with  | "ünï"       | "other"
                    textarea   | "l1\\nl2"             | "l1\\nl2"             | contains     | "L2"        | ""
                    email      | "Ada@b.co"           | "Ada@b.co"           | equals       | "Ada@b.co"  | "c@d.co"
                    phone      | "+1 202 555 0143"    | "+12025550143"       | equals       | "+12025550143" | "+33612345678"
                    url        | "example.com/x"      | "https://example.com/x" | ends_with | "/x"        | "https://y.test/"
                    number     | 0.10                 | 0.1                  | equals       | 0.1         | 7
                    currency   | "12.3400"            | 12.34                | equals       | "12.34"     | 7
                    percentage | -5.5                 | -5.5                 | less_than    | -5          | 7
                    float      | 1e-7                 | 1e-7                 | less_than    | 0.001       | 7
                    integer    | 9007199254740993     | 9007199254740993     | equals       | "9007199254740993" | 7
                    rating     | 5                    | 5                    | greater_equal | 5          | 1
                    boolean    | false                | false                | equals       | false       | true
                    date       | "2024-02-29"         | "2024-02-29"         | date_before  | "2024-03-01" | "2025-01-01"
                    datetime   | "2024-03-31T02:30:00+02:00" | "2024-03-31T00:30:00Z" | date_equals | "2024-03-31" | "2025-01-01T00:00:00Z"
                    select     | "a"                  | "a"                  | in           | "a,x"       | "b"
                    multi_select | ["b","a"]          | ["b","a"]            | equals       | ["a","b"]   | ["a"]
                    emails     | ["x@y.test"]         | "x@y.test"           | contains     | "Y.TEST"    | "c@d.co"
                    phones     | "+1 202 555 0143"    | "+12025550143"       | contains     | "(202) 555" | "+33612345678"
                    address    | {"city":"Rome","country":"IT"} | "Rome, IT"  | contains     | "rome"      | {"city":"Oslo"}
                    json       | {"a":[1,null]}       | {"a":[1,null]}       | is_not_null  | ""          | 5
                    """)
    void a_field_of_every_type_is_created_shown_filtered_sorted_and_updated(
            String type, String sent, String shown, String operator, String operand, String other) {
        var name = "f_" + type;
        var json = app.kasar.json.Json.MAPPER;
        var body = json.createObjectNode().put("name", type);
        body.set(name, json.readTree(sent));
        var id = client.post("/records/everything", body).expect(201).id();
        var flat = client.get(
                        "/records/everything",
                        Map.of("filter_field", "id", "filter_operator", "equals", "filter_value", id))
                .expect(200)
                .data()
                .path(0)
                .path(name);
        assertThat(same(flat, json.readTree(shown))).as("%s", flat).isTrue();

        var condition = Map.of("field", name, "operator", operator, "value", json.readTree(operand));
        var filtered = Map.of("filters", Map.of("conditions", List.of(condition)));
        assertThat(client.post("/records/everything/search", filtered)
                        .expect(200)
                        .data()
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
        assertThat(client.get("/records/everything", Map.of("sort_by", name)).status())
                .isEqualTo(
                        FieldType.valueOf(type.toUpperCase(java.util.Locale.ROOT))
                                        .isSortable()
                                ? 200
                                : 400);
        var change = json.createObjectNode();
        change.set(name, json.readTree(other));
        client.patch("/records/everything/" + id, change).expect(200);
        change.putNull(name);
        assertThat(client.patch("/records/everything/" + id, change)
                        .expect(200)
                        .data()
                        .path(name)
                        .isNull())
                .isTrue();
        client.delete("/records/everything/" + id).expect(200);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    @Test
    void every_name_the_database_has_already_is_refused_as_the_name_of_an_object() {
        var names = kasar.database()
                .database()
                .list(
                        Statement.fixed(
                                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                        + " WHERE n.nspname = ? AND length(c.relname) <= 40 AND c.relname ~ '^[a-z][a-z0-9_]*$'",
                                acme.schemaName()),
                        row -> row.requiredText(1));
        assertThat(names).hasSizeGreaterThan(40);
        for (var name : names) {
            assertThat(create(name, field("name", "TEXT")).status()).as(name).isIn(400, 409);
        }
        for (var name : List.of("schema", "flyway_schema")) {
            assertThat(create(name, field("name", "TEXT")).status()).as(name).isLessThan(500);
        }
    }

    @Test
    void names_that_look_alike_when_joined_do_not_clash() {
        create("order", field("line_number", "TEXT", "isUnique", true, "isIndexed", true))
                .expect(201);
        create("order_line", field("number", "TEXT", "isUnique", true, "isIndexed", true))
                .expect(201);
        client.post("/records/order", Map.of("line_number", "1")).expect(201);
        assertThat(client.post("/records/order", Map.of("line_number", "1"))
                        .expect(409)
                        .body()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("line_number");
        client.post("/records/order_line", Map.of("number", "1")).expect(201);
        client.post("/records/order_line", Map.of("number", "1")).expect(409);

        client.post("/schema/order/fields", relation("line_people", "BELONGS_TO_MANY", "contacts", null))
                .expect(201);
        assertThat(client.post("/schema/order_line/fields", relation("people", "BELONGS_TO_MANY", "contacts", "lines"))
                        .expect(409)
                        .message())
                .contains("order_line_people_links", "choose another");
    }

    @Test
    void words_of_sql_may_name_objects_and_fields() {
        create("select", field("order", "NUMBER", "isIndexed", true), field("t", "INTEGER"), field("user", "USER"))
                .expect(201);
        client.post("/records/select", Map.of("order", 2, "t", 4, "user", acme.adminId()))
                .expect(201);
        assertThat(client.post(
                                "/records/select/search",
                                Map.of(
                                        "filters",
                                        Map.of(
                                                "conditions",
                                                List.of(Map.of("field", "t", "operator", "equals", "value", 4))),
                                        "sort",
                                        List.of(Map.of("field", "order", "direction", "asc")),
                                        "fields",
                                        List.of("order", "user_display")))
                        .expect(200)
                        .data()
                        .path(0)
                        .path("user_display")
                        .path("display")
                        .asString())
                .isEqualTo("Ada Byron");
    }

    @Test
    void two_relations_never_lead_back_by_one_name() {
        var twice = create(
                        "visits",
                        relation("host", "BELONGS_TO_ONE", "contacts", "visits"),
                        relation("guest", "BELONGS_TO_ONE", "contacts", "visits"))
                .expect(400);
        assertThat(twice.body().path("errors").path(0).path("field").asString())
                .isEqualTo("fields[1].relation.inverse");
        assertThat(create("nodes", relation("parent", "BELONGS_TO_ONE", "nodes", "parent"))
                        .expect(400)
                        .message())
                .contains("'parent' is taken on 'nodes'");
        create("nodes", relation("parent", "BELONGS_TO_ONE", "nodes", "kids"), field("kids", "TEXT"))
                .expect(400);
        create("nodes", relation("parent", "BELONGS_TO_ONE", "contacts", "email"))
                .expect(400);
        create("nodes", relation("parent", "BELONGS_TO_ONE", "contacts", "x_display"))
                .expect(400);
        client.post("/schema/contacts/fields", field("nodes_parent", "TEXT")).expect(201);
        create("nodes", relation("parent", "BELONGS_TO_ONE", "contacts", null)).expect(400);
        assertThat(described("contacts", "nodes_parent").path("type").asString())
                .isEqualTo("TEXT");
    }

    @Test
    void a_record_is_related_to_others_of_its_own_object_both_ways() {
        create(
                        "people",
                        field("name", "TEXT"),
                        relation("boss", "BELONGS_TO_ONE", "people", "reports"),
                        relation("friends", "BELONGS_TO_MANY", "people", "friend_of"))
                .expect(201);
        var boss = client.post("/records/people", Map.of("name", "Boss")).id();
        var worker = client.post("/records/people", Map.of("name", "Worker", "boss", boss, "friends", List.of(boss)))
                .id();
        assertThat(client.get("/records/people/" + worker)
                        .data()
                        .path("boss_display")
                        .path("display")
                        .asString())
                .isEqualTo("Boss");
        assertThat(client.get("/records/people/" + boss)
                        .data()
                        .path("friend_of")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(worker);
        assertThat(client.get(
                                "/records/people",
                                Map.of(
                                        "filter_field",
                                        "reports.name",
                                        "filter_operator",
                                        "equals",
                                        "filter_value",
                                        "Worker"))
                        .data()
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("Boss");
        assertThat(described("people", "reports").path("relation").path("type").asString())
                .isEqualTo("HAS_MANY");
        client.delete("/schema/people?confirm=people").expect(200);
    }

    @Test
    void wrong_fields_are_refused_each_at_its_place() {
        var shape = create("wrong", field("a", "STRING"), Map.of("label", "x", "type", "TEXT"))
                .expect(400);
        assertThat(places(shape)).containsExactlyInAnyOrder("fields[0].type", "fields[1].name");
        var meaning = create(
                        "wrong",
                        field("id", "TEXT"),
                        field("s", "SELECT"),
                        field("n", "NUMBER", "options", List.of("a")),
                        field("r", "RELATION"),
                        field("b", "BOOLEAN", "isUnique", true),
                        field("d", "DATE", "defaultValue", "today"),
                        field("c", "TEXT", "isUnique", true, "defaultValue", "same"),
                        relation("t", "BELONGS_TO_ONE", "contact", null))
                .expect(400);
        assertThat(places(meaning))
                .contains(
                        "fields[0].name",
                        "fields[1].options",
                        "fields[2].options",
                        "fields[3].relation",
                        "fields[4].isUnique",
                        "fields[5].defaultValue",
                        "fields[6].defaultValue",
                        "fields[7].relation.target");
        assertThat(meaning.body().toString()).contains("did you mean 'contacts'?");
    }

    private static List<String> places(Reply reply) {
        return reply.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString(""))
                .toList();
    }

    @Test
    void a_required_field_needs_a_value_for_the_records_there_are() {
        create("filled", field("name", "TEXT")).expect(201);
        client.post("/schema/filled/fields", field("early", "TEXT", "required", true))
                .expect(201);
        client.post("/records/filled", Map.of("name", "x")).expect(400);
        client.post("/records/filled", Map.of("name", "x", "early", "y")).expect(201);

        assertThat(client.post("/schema/filled/fields", field("late", "INTEGER", "required", true))
                        .expect(400)
                        .message())
                .contains("'defaultValue'");
        client.post("/schema/filled/fields", field("late", "INTEGER", "required", true, "defaultValue", 7))
                .expect(201);
        assertThat(client.get("/records/filled").data().path(0).path("late").asInt())
                .isEqualTo(7);
        assertThat(client.post("/records/filled", Map.of("name", "z", "early", "e"))
                        .expect(201)
                        .data()
                        .path("late")
                        .asInt())
                .isEqualTo(7);
        assertThat(client.post("/schema/filled/fields", field("open", "TEXT"))
                        .expect(201)
                        .status())
                .isEqualTo(201);
        assertThat(client.patch("/schema/filled/fields/open", Map.of("required", true))
                        .expect(400)
                        .message())
                .contains("fill them first");
    }

    @Test
    void an_icon_is_set_and_cleared_and_what_cannot_change_is_refused() {
        create("icons", field("name", "TEXT")).expect(201);
        client.patch("/schema/icons", Map.of("icon", "star")).expect(200);
        var clearing = new HashMap<String, Object>();
        clearing.put("icon", null);
        assertThat(client.patch("/schema/icons", clearing)
                        .expect(200)
                        .body()
                        .path("icon")
                        .isNull())
                .isTrue();
        client.patch("/schema/icons", Map.of("name", "other")).expect(400);
        client.patch("/schema/icons/fields/name", Map.of("type", "NUMBER")).expect(400);
        assertThat(client.delete("/schema/icons?confirm=icon").expect(400).message())
                .contains("?confirm=icons");
        client.delete("/schema/contacts?confirm=contacts").expect(403);
        assertThat(client.delete("/schema/icons/fields/nme").expect(400).message())
                .contains("did you mean 'name'?");
    }
}
