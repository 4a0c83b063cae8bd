package app.kasar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that knows only the description sends what it invents: nothing fails, and every answer is as told. */
class DescriptionHoldsTest {
    private static final int ROUNDS = 24;

    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static final List<String> IDS = new ArrayList<>();
    private static final Map<String, String> ID_OF = new TreeMap<>();

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        var admin = acme.admin();
        admin.post("/schema", CustomObject.OF_EVERY_TYPE).expect(201);
        keep("projects", admin.post("/records/projects", Map.of("title", "Engine")));
        var company = keep("companies", admin.post("/records/companies", Map.of("name", "Analytical Engines")));
        var contact = keep(
                "contacts",
                admin.post(
                        "/records/contacts",
                        Map.of("first_name", "Ada", "email", "ada@example.test", "company_id", company)));
        keep("opportunities", admin.post("/records/opportunities", Map.of("name", "Deal", "company_id", company)));
        keep("tags", admin.post("/records/tags", Map.of("name", "vip")));
        var linked = List.of(Map.of("id", contact, "type", "contacts"));
        keep("tasks", admin.post("/tasks", Map.of("title", "Call", "linked_entities", linked)));
        keep("notes", admin.post("/notes", Map.of("content", "Met", "linked_entities", linked)));
        keep(
                "interactions",
                admin.post(
                        "/interactions",
                        Map.of("channel", "call", "direction", "outbound", "linked_entities", linked)));
        ID_OF.put("users", acme.adminId().toString());
        var pipeline = admin.get("/pipelines").body().path("pipelines").path(0);
        ID_OF.put("pipelines", pipeline.path("id").asString());
        IDS.add(pipeline.path("steps").path(1).path("id").asString());
        IDS.add(acme.adminId().toString());
        IDS.add("01890000-0000-7000-8000-000000000000");
    }

    private static String keep(String name, Client.Reply reply) {
        var id = reply.expect(201).id();
        ID_OF.put(name, id);
        IDS.add(id);
        return id;
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @Test
    void no_request_fails_and_every_answer_is_as_described() {
        var description = acme.admin().get("/openapi.json").expect(200).body();
        var surprises = new TreeMap<String, String>();
        var succeeded = new TreeMap<String, Integer>();
        for (var operation : DescribedOperation.of(description)) {
            var random = new Random(operation.toString().hashCode());
            for (var round = 0; round < ROUNDS; round++) {
                var reply = send(operation, random, round);
                if (reply.status() < 300) {
                    succeeded.merge(operation.toString(), 1, Integer::sum);
                }
                var found = new ArrayList<>(operation.surprises(reply.status(), reply.body()));
                if (reply.status() >= 500) {
                    found.add("failed");
                }
                if (!found.isEmpty()) {
                    surprises.putIfAbsent(operation + " " + reply.status(), found.getFirst() + " in " + reply.body());
                }
            }
        }
        assertThat(surprises).isEmpty();
        assertThat(succeeded)
                .as("operations that answered as asked at least once")
                .hasSizeGreaterThan(80);
    }

    @Test
    void every_example_can_be_sent_as_it_is() {
        var description = acme.admin().get("/openapi.json").expect(200).body();
        var refused = new TreeMap<String, String>();
        var examples = DescribedOperation.of(description).stream()
                .filter(operation -> !operation.example().isMissingNode())
                .toList();
        for (var operation : examples) {
            var path = path(operation, new Random(1), false) + "?dry_run=true";
            var reply = acme.admin().send(operation.method, path, operation.example());
            if (reply.status() >= 300) {
                refused.put(operation + " " + operation.example(), reply.body().toString());
            }
        }
        assertThat(refused).isEmpty();
        assertThat(examples).hasSizeGreaterThan(15);
    }

    @Test
    void an_answer_that_is_not_as_described_is_noticed() {
        var description = acme.admin().get("/openapi.json").expect(200).body();
        var me = DescribedOperation.of(description).stream()
                .filter(operation -> operation.toString().equals("GET /me"))
                .findFirst()
                .orElseThrow();
        var answer = (ObjectNode) acme.admin().get("/me").expect(200).body();
        assertThat(me.surprises(200, answer)).isEmpty();
        assertThat(me.surprises(200, answer.deepCopy().put("isAdmin", "yes"))).isNotEmpty();
        assertThat(me.surprises(200, answer.deepCopy().put("more", 1))).isNotEmpty();
        assertThat(me.surprises(200, Json.MAPPER.createObjectNode())).isNotEmpty();
        assertThat(me.surprises(207, answer)).isNotEmpty();
    }

    private static Client.Reply send(DescribedOperation operation, Random random, int round) {
        var inventions = new Inventions(operation, random, IDS);
        var path = path(operation, random, round % 6 == 5) + query(operation, inventions, random, round);
        if (!operation.takesJson()) {
            return acme.admin().send(operation.method, path, (Object) null);
        }
        var body =
                round % 4 == 3 ? inventions.spoilt(operation.bodySchema()) : inventions.value(operation.bodySchema());
        return acme.admin().send(operation.method, path, body);
    }

    /** @param wrong whether the path leads to what is not there */
    private static String path(DescribedOperation operation, Random random, boolean wrong) {
        var path = new StringBuilder();
        String before = "";
        for (var segment : operation.path.substring(1).split("/")) {
            var told = segment.startsWith("{") ? parameter(operation, segment, before, random, wrong) : segment;
            path.append('/').append(told);
            before = told;
        }
        return path.toString();
    }

    private static String parameter(
            DescribedOperation operation, String segment, String before, Random random, boolean wrong) {
        var name = segment.substring(1, segment.length() - 1);
        var choices = operation.choices(name);
        if (!choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        if (name.equals("field")) {
            return "job_title";
        }
        if (wrong) {
            return random.nextBoolean() ? "01890000-0000-7000-8000-000000000000" : "nothing";
        }
        return ID_OF.getOrDefault(before, IDS.get(random.nextInt(IDS.size())));
    }

    /** Nothing is changed for good, so that the next request finds what is there. */
    private static String query(DescribedOperation operation, Inventions inventions, Random random, int round) {
        var query = new ArrayList<String>();
        for (var parameter : operation.parameters()) {
            var name = parameter.path("name").asString();
            if (name.equals("dry_run")) {
                query.add("dry_run=true");
            } else if (name.equals("format")) {
                query.add("format=json");
            } else if (round > 2 && random.nextInt(8) == 0) {
                query.add(name + "=" + encoded(inventions.value(parameter.path("schema"))));
            }
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private static String encoded(JsonNode value) {
        return URLEncoder.encode(value.asString(""), StandardCharsets.UTF_8);
    }
}
