package app.kasar.laws;

import app.kasar.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Everything somebody might send who looks for what they may not see: each route with each object, record and field, told of
 * secrets and not. A route that is not known here cannot be walked; whoever adds one says here what to send to it.
 */
final class AccessRequests {
    private final AccessWorld world;
    private final List<String> records;
    private final List<String> words;
    private final Map<String, List<String>> names = new TreeMap<>();
    private final Map<String, Consumer<Sending>> walks = new LinkedHashMap<>();
    private final Map<String, JsonNode> schemas = new TreeMap<>();

    /** One request. */
    record Ask(String method, String path, Object body) {
        String text() {
            return path + (body == null ? "" : Json.MAPPER.writeValueAsString(body));
        }
    }

    /** Where the requests of one route are collected. */
    record Sending(String method, List<Ask> asks) {
        void add(String path, Object body) {
            asks.add(new Ask(method, path, body));
        }
    }

    AccessRequests(AccessWorld world) {
        this.world = world;
        this.records = Stream.of(
                        world.own.stream().limit(1),
                        Stream.of(world.linkedCompany),
                        world.readable.values().stream(),
                        world.hidden.values().stream(),
                        world.foreign.values().stream())
                .flatMap(one -> one)
                .toList();
        this.words = List.of(
                "zqplainvalue", "zqsecret", "zqlinkedcompany", "zqotherfirst", "zqrivalcontacts", "Own", "Deal");
        AccessWorld.OBJECTS.forEach(object -> names.put(object, namesOf(object)));
        addReading();
        addWriting();
        addBatches();
        addBulk();
        addPipelines();
        walks.putAll(new DailyWorkRequests(world, records, words).walks());
        addDuplicates();
        addJobs();
        addAdministration();
    }

    private void addJobs() {
        walks.put("GET /jobs", send -> send.add("/jobs?limit=100", null));
        walks.put("GET /jobs/{id}", send -> send.add("/jobs/" + world.hiddenJob, null));
        walks.put("POST /jobs/{id}/cancel", send -> send.add("/jobs/" + world.hiddenJob + "/cancel", null));
        walks.put("GET /jobs/{id}/errors", send -> send.add("/jobs/" + world.hiddenJob + "/errors", null));
        walks.put(
                "POST /import/{object}",
                send -> eachValue((object, values) ->
                        send.add("/import/" + object + "?duplicate_check=off", Map.of("records", List.of(values)))));
    }

    boolean knows(String route) {
        return walks.containsKey(route);
    }

    List<Ask> of(String route) {
        var asks = new ArrayList<Ask>();
        walks.get(route).accept(new Sending(route.substring(0, route.indexOf(' ')), asks));
        return asks;
    }

    /** Own values, and what lies one and two relations away. */
    private List<String> namesOf(String object) {
        var found = new ArrayList<String>();
        // The objects the member works with are looked at from further away.
        addNames(object, "", object.equals("contacts") || object.equals("opportunities") ? 2 : 1, found);
        return found;
    }

    private void addNames(String object, String before, int hops, List<String> found) {
        for (var field : fields(object)) {
            var name = before + field.path("name").asString();
            found.add(name);
            var relation = field.path("relation");
            if (relation.path("type").asString("").equals("BELONGS_TO_ONE")) {
                found.add(before + relation.path("foreignKey").asString());
            }
            if (!relation.isMissingNode() && hops > 0) {
                addNames(relation.path("target").asString(), name + ".", hops == 2 ? 1 : 0, found);
            }
        }
    }

    private JsonNode fields(String object) {
        return schemas.computeIfAbsent(
                object,
                name -> world.admin.get("/schema/" + name).expect(200).body().path("fields"));
    }

    private List<String> ownNames(String object) {
        return names.get(object).stream().filter(name -> !name.contains(".")).toList();
    }

    private void addReading() {
        walks.put("GET /openapi.json", send -> send.add("/openapi.json", null));
        walks.put("GET /me", send -> send.add("/me", null));
        walks.put("PATCH /me", send -> {
            send.add("/me", Map.of("time_zone", "zqplainvalue"));
            send.add("/me", Map.of("role", "admin"));
        });
        walks.put("GET /schema", send -> send.add("/schema", null));
        walks.put("GET /schema/{object}", send -> objects().forEach(object -> send.add("/schema/" + object, null)));
        walks.put("GET /search", this::globalSearches);
        walks.put("GET /records/{object}", this::lists);
        walks.put(
                "GET /export/{object}",
                send -> objects().forEach(object -> {
                    send.add("/export/" + object, null);
                    send.add("/export/" + object + "?search=zqsecret&fields=id", null);
                }));
        walks.put("POST /records/{object}/search", this::searches);
        walks.put("GET /aggregate/{object}", this::aggregates);
        walks.put("GET /records/{object}/{id}", send -> eachRecord(path -> send.add(path, null)));
    }

    private Stream<String> objects() {
        return Stream.concat(AccessWorld.OBJECTS.stream(), Stream.of("zqplainfield", "contact"));
    }

    private void eachRecord(Consumer<String> send) {
        objects().forEach(object -> records.forEach(id -> send.accept("/records/%s/%s".formatted(object, id))));
    }

    private void lists(Sending send) {
        for (var object : AccessWorld.OBJECTS) {
            var path = "/records/" + object + "?limit=100";
            send.add(path, null);
            words.forEach(word -> send.add(path + "&search=" + word, null));
            for (var name : names.get(object)) {
                send.add(path + "&fields=" + name, null);
                if (isNear(name)) {
                    send.add(path + "&sort_by=" + name, null);
                    send.add(path + "&fields=" + name + "_display", null);
                }
            }
            send.add("/records/" + object + "?limit=1&sort_by=owner", null);
            send.add("/records/" + object + "?limit=1&sort_by=created_by", null);
        }
    }

    /** Each word as it is, without its beginning, and with two letters swapped, as near matches find it. */
    private void globalSearches(Sending send) {
        for (var word : words) {
            var path = "/search?limit=50&query=";
            send.add(path + word, null);
            send.add(path + word.substring(1), null);
            send.add(path + word.charAt(0) + word.charAt(2) + word.charAt(1) + word.substring(3), null);
            objects().forEach(object -> send.add(path + word + "&object=" + object, null));
        }
        send.add("/search?limit=50&offset=1&query=zq", null);
    }

    private void searches(Sending send) {
        for (var object : AccessWorld.OBJECTS) {
            var path = "/records/" + object + "/search";
            words.forEach(word -> send.add(path, Map.of("search", word)));
            for (var name : names.get(object)) {
                send.add(path, filter(name, "is_not_null", null));
                send.add(path, filter(name, "equals", operand(name)));
                if (isNear(name)) {
                    send.add(path, filter(name, "is_null", null));
                    send.add(path, filter(name, "contains", "zq"));
                    send.add(path, Map.of("limit", 1, "sort", List.of(Map.of("field", name)), "fields", List.of(name)));
                }
            }
        }
    }

    private void aggregates(Sending send) {
        var count = "field=id&function=COUNT";
        for (var object : AccessWorld.OBJECTS) {
            var path = "/aggregate/" + object + "?";
            send.add(path + count, null);
            words.forEach(word -> send.add(path + count + "&search=" + word, null));
            send.add(path + count + "&filter_field=owner&filter_operator=is_not_null", null);
            for (var name : names.get(object)) {
                send.add(path + count + "&group_by=" + name, null);
                if (isNear(name)) {
                    send.add(path + "function=MAX&field=" + name, null);
                    send.add(path + count + "&filter_field=" + name + "&filter_operator=is_not_null", null);
                    send.add(path + count + "&group_by=" + name + ":month", null);
                    send.add(path + count + "&group_by=id," + name + "&sort_by=" + name, null);
                }
            }
        }
    }

    private static boolean isNear(String name) {
        return name.indexOf('.') == name.lastIndexOf('.');
    }

    private String operand(String name) {
        if (name.contains("mail")) {
            return "zqmail@zqsecret.test";
        }
        var last = name.substring(name.lastIndexOf('.') + 1);
        return List.of("id", "company", "company_id", "contacts").contains(last)
                ? world.hidden.get(last.startsWith("company") ? "companies" : "contacts")
                : "zqplainvalue";
    }

    private static Map<String, Object> filter(String field, String operator, String value) {
        var condition = new LinkedHashMap<String, Object>();
        condition.put("field", field);
        condition.put("operator", operator);
        if (value != null) {
            condition.put("value", value);
        }
        return Map.of("limit", 100, "filters", Map.of("conditions", List.of(condition)));
    }

    private void addWriting() {
        walks.put(
                "POST /records/{object}",
                send -> eachValue((object, values) -> send.add("/records/" + object, values)));
        for (var method : List.of("PUT", "PATCH")) {
            walks.put(method + " /records/{object}/{id}", send -> {
                eachRecord(path -> send.add(path, Map.of("description", "changed")));
                ownNames("contacts")
                        .forEach(name -> send.add("/records/contacts/" + world.own.get(1), Map.of(name, value(name))));
            });
        }
        walks.put("DELETE /records/{object}/{id}", send -> {
            eachRecord(path -> {
                if (!path.endsWith(world.own.getFirst())) {
                    send.add(path, null);
                }
            });
            send.add("/records/contacts/" + world.doomed, null);
        });
        for (var method : List.of("PUT", "DELETE")) {
            walks.put(method + " /records/{object}/{id}/associations/{toObject}/{toId}", this::associations);
        }
    }

    private Object value(String name) {
        return switch (name) {
            case "company", "company_id" -> world.hidden.get("companies");
            case "zqrelationfield" -> List.of(world.readable.get("tags"));
            case "tags" -> List.of(world.foreign.get("tags"));
            case "opportunities" -> List.of(world.readable.get("opportunities"));
            case "owner", "owner_id" -> world.rival.adminId().toString();
            case "email", "zqmailfield" -> "zqmail@zqsecret.test";
            default -> "Own x";
        };
    }

    static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(key, value);
        return more;
    }

    /** Each object with each field, one at a time. */
    private void eachValue(java.util.function.BiConsumer<String, Map<String, Object>> send) {
        for (var object : AccessWorld.OBJECTS) {
            for (var name : ownNames(object)) {
                var values = new LinkedHashMap<String, Object>();
                values.put(object.equals("contacts") ? "first_name" : "name", "Made");
                values.put(name, value(name));
                send.accept(object, values);
            }
        }
    }

    private void associations(Sending send) {
        for (var object : AccessWorld.OBJECTS) {
            for (var target : AccessWorld.OBJECTS) {
                for (var id : records) {
                    for (var other : records) {
                        if (isFitting(object, id) && isFitting(target, other)) {
                            var path = "/records/%s/%s/associations/%s/%s".formatted(object, id, target, other);
                            send.add(path, null);
                            send.add(
                                    path + "?field=" + (object.equals("tags") ? "zqinversefield" : "zqrelationfield"),
                                    null);
                        }
                    }
                }
            }
        }
    }

    /** Whether the record is one of the object, so that the walk asks few senseless things. */
    private boolean isFitting(String object, String id) {
        return id.equals(world.readable.get(object))
                || id.equals(world.hidden.get(object))
                || id.equals(world.foreign.get(object))
                || object.equals("contacts") && id.equals(world.own.getFirst())
                || object.equals("companies") && id.equals(world.linkedCompany);
    }

    private void addBatches() {
        for (var atomic : List.of(true, false)) {
            var query = atomic ? "?atomic=true" : "";
            add(
                    "POST /records/{object}/batch/create",
                    send -> eachValue((object, values) -> send.add(
                            "/records/" + object + "/batch/create" + query, Map.of("records", List.of(values)))));
            add("POST /records/{object}/batch/upsert", send -> {
                eachValue((object, values) -> {
                    var path = "/records/" + object + "/batch/upsert" + query;
                    send.add(path, Map.of("records", List.of(values)));
                    values.keySet()
                            .forEach(name -> send.add(path, Map.of("match_field", name, "records", List.of(values))));
                });
                // Not with the id of a hidden record: that an id is taken cannot be hidden from who creates with it.
                records.stream()
                        .filter(id -> !world.hidden.containsValue(id))
                        .forEach(id -> send.add(
                                "/records/contacts/batch/upsert" + query,
                                Map.of("records", List.of(Map.of("id", id, "first_name", "Own 0")))));
            });
            add("POST /records/{object}/batch/update", send -> {
                for (var object : AccessWorld.OBJECTS) {
                    records.forEach(id -> send.add(
                            "/records/" + object + "/batch/update" + query,
                            Map.of("records", List.of(Map.of("id", id, "description", "changed")))));
                }
            });
            add("DELETE /records/{object}", send -> {
                for (var object : AccessWorld.OBJECTS) {
                    records.stream()
                            .filter(id -> !id.equals(world.own.getFirst()))
                            .forEach(id -> send.add("/records/" + object + query, Map.of("ids", List.of(id))));
                }
            });
        }
    }

    private void addBulk() {
        walks.put("POST /bulk", send -> {
            for (var object : AccessWorld.OBJECTS) {
                var all = with(Map.of("object_name", object), "record_ids", records);
                send.add("/bulk", with(bulkValue(all, "description", "changed"), "record_ids", records));
                for (var name : ownNames(object)) {
                    var one = with(all, "record_ids", List.of(world.own.get(1)));
                    send.add("/bulk", bulkValue(one, name, value(name)));
                    send.add("/bulk", bulkRelation(one, "add_relation", name, world.hidden.get("companies")));
                    send.add("/bulk", bulkRelation(one, "add_relation", name, world.foreign.get("tags")));
                    send.add("/bulk", bulkRelation(one, "remove_relation", name, world.linkedCompany));
                    send.add("/bulk", bulkFilter(object, name));
                }
                var hidden = with(all, "record_ids", List.of(world.hidden.getOrDefault(object, world.hiddenTask)));
                send.add("/bulk", bulkRelation(hidden, "add_relation", "tags", world.readable.get("tags")));
                send.add("/bulk", bulkRelation(hidden, "remove_relation", "tags", world.readable.get("tags")));
            }
        });
    }

    private static Map<String, Object> bulkValue(Map<String, Object> body, String field, Object value) {
        var more = with(with(body, "action", "update_field"), "field_name", field);
        return with(more, "field_value", value);
    }

    private static Map<String, Object> bulkRelation(
            Map<String, Object> body, String action, String field, String target) {
        return with(with(with(body, "action", action), "relation_field", field), "target_ids", List.of(target));
    }

    private static Map<String, Object> bulkFilter(String object, String field) {
        var condition = Map.of("field", field, "operator", "is_not_null");
        var body = with(Map.of("object_name", object), "filters", Map.of("conditions", List.of(condition)));
        return bulkValue(with(body, "max_affected", 1), "description", "changed");
    }

    private void add(String route, Consumer<Sending> walk) {
        walks.merge(route, walk, Consumer::andThen);
    }

    private void addPipelines() {
        walks.put("GET /pipelines", send -> {
            send.add("/pipelines", null);
            objects().forEach(object -> send.add("/pipelines?object=" + object, null));
        });
        walks.put("POST /pipelines", send -> send.add("/pipelines", Map.of("name", "Mine", "object", "companies")));
        walks.put(
                "PATCH /pipelines/{id}", send -> pipelines(id -> send.add("/pipelines/" + id, Map.of("nmae", "Mine"))));
        walks.put("DELETE /pipelines/{id}", send -> pipelines(id -> send.add("/pipelines/" + id, null)));
        walks.put(
                "PUT /pipelines/{object}/{id}/move",
                send -> eachRecord(path -> pipelines(id ->
                        send.add(path.replace("/records/", "/pipelines/") + "/move", Map.of("pipeline_step_id", id)))));
        walks.put(
                "GET /pipelines/{object}/{id}/history",
                send -> eachRecord(path -> send.add(path.replace("/records/", "/pipelines/") + "/history", null)));
        walks.put(
                "GET /activity/{object}/{id}",
                send -> eachRecord(path -> send.add(path.replace("/records/", "/activity/") + "?limit=100", null)));
    }

    private void pipelines(Consumer<String> send) {
        Stream.concat(world.pipelines.stream(), records.stream().limit(2)).forEach(send);
    }

    private void addDuplicates() {
        walks.put(
                "POST /duplicates",
                send -> objects().forEach(object -> {
                    for (var mode : List.of("exact", "fuzzy")) {
                        send.add("/duplicates", Map.of("action", "detect", "object_name", object, "mode", mode));
                    }
                    for (var action : List.of("dismiss", "restore")) {
                        send.add("/duplicates", Map.of("action", action, "object_name", object, "ids", records));
                    }
                    merges(object, send);
                }));
    }

    private void merges(String object, Sending send) {
        for (var master : records) {
            var others = records.stream().filter(id -> !id.equals(master)).toList();
            var body = Map.of("action", "merge", "object_name", object, "master_id", master, "duplicate_ids", others);
            send.add("/duplicates", body);
        }
    }

    /** What only administrators may do; the other organization's administrator may do it at home. */
    private void addAdministration() {
        walks.put(
                "POST /users",
                send -> send.add("/users", Map.of("email", "mia@acme.test", "full_name", "Mia", "role", "admin")));
        walks.put("GET /users", send -> {
            send.add("/users", null);
            words.forEach(word -> send.add("/users?search=" + word, null));
        });
        walks.put("GET /integrations/status", send -> send.add("/integrations/status", null));
        walks.put("PATCH /users/{id}", send -> users(id -> send.add("/users/" + id, Map.of("role", "admin"))));
        walks.put("GET /tokens", send -> send.add("/tokens", null));
        walks.put("POST /tokens", send -> {
            send.add("/tokens", Map.of("name", "mine", "objects", List.of("zqplainfield")));
            users(id -> send.add("/tokens", Map.of("name", "theirs", "workspace_user_id", id)));
        });
        walks.put("DELETE /tokens/{id}", send -> tokens(id -> send.add("/tokens/" + id, null)));
        walks.put("GET /settings", send -> send.add("/settings", null));
        walks.put("PUT /settings", send -> send.add("/settings", Map.of("nmae", "Taken over")));
        walks.put(
                "GET /roles/{role}",
                send -> List.of("admin", "member", "viewer", "zqplainfield")
                        .forEach(role -> send.add("/roles/" + role, null)));
        walks.put(
                "PUT /roles/{role}",
                send -> send.add("/roles/member", Map.of("grants", Map.of("contacts", Map.of("read", "all")))));
        walks.put("POST /schema", send -> send.add("/schema", Map.of("name", "zqplainfield")));
        walks.put(
                "PATCH /schema/{object}",
                send -> objects().forEach(object -> send.add("/schema/" + object, Map.of("lable", "x"))));
        walks.put("DELETE /schema/{object}", send -> objects().forEach(object -> send.add("/schema/" + object, null)));
        walks.put(
                "POST /schema/{object}/fields",
                send -> objects()
                        .forEach(object -> send.add("/schema/" + object + "/fields", Map.of("name", "zqplainfield"))));
        walks.put(
                "PATCH /schema/{object}/fields/{field}",
                send -> fieldPaths(path -> send.add(path, Map.of("lable", "x"))));
        walks.put("DELETE /schema/{object}/fields/{field}", send -> fieldPaths(path -> send.add(path, null)));
    }

    private void fieldPaths(Consumer<String> send) {
        objects()
                .forEach(object ->
                        AccessWorld.HIDDEN_NAMES.forEach(name -> send.accept("/schema/" + object + "/fields/" + name)));
    }

    private void users(Consumer<String> send) {
        users(world, send);
    }

    static void users(AccessWorld world, Consumer<String> send) {
        Stream.of(world.acme.adminId(), world.rival.adminId())
                .map(String::valueOf)
                .forEach(send);
    }

    private void tokens(Consumer<String> send) {
        Stream.of(world.adminToken, world.rivalToken).forEach(send);
    }
}
