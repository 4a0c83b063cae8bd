package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Reads lists as a client would: page by page to the end, or only how long they are. */
final class Pages {
    private Pages() {}

    /** Every record of a list, after checking that each page says how many there are in all. */
    static List<JsonNode> walk(Client client, String object, Map<String, ?> parameters) {
        var records = new ArrayList<JsonNode>();
        var query = new LinkedHashMap<String, Object>(parameters);
        query.putIfAbsent("limit", 100);
        Client.Reply page;
        do {
            page = client.get("/records/" + object, query).expect(200);
            page.data().forEach(records::add);
            query.put("cursor", page.body().path("nextCursor").asString(""));
        } while (!query.get("cursor").equals(""));
        assertThat(page.body().path("total").asInt()).isEqualTo(records.size());
        return records;
    }

    /** The values of one field over a whole list; null where a record has none. */
    static List<String> texts(List<JsonNode> records, String field) {
        var texts = new ArrayList<String>();
        records.forEach(record -> texts.add(record.path(field).stringValue(null)));
        return texts;
    }

    /** How many records fit a condition. */
    static long total(Client client, String object, String field, String operator, Object value) {
        return total(client, object, Map.of("conditions", List.of(condition(field, operator, value))));
    }

    /** How many records fit a group of conditions. */
    static long total(Client client, String object, Map<String, ?> filters) {
        var body = Map.of("filters", filters, "limit", 1);
        return client.post("/records/" + object + "/search", body)
                .expect(200)
                .body()
                .path("total")
                .asLong();
    }

    static Map<String, Object> condition(String field, String operator, Object value) {
        return Map.of("field", field, "operator", operator, "value", Objects.requireNonNull(value));
    }
}
