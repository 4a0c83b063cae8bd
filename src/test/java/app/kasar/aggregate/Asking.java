package app.kasar.aggregate;

import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for aggregates over HTTP, and fields to ask about. */
final class Asking {
    private Asking() {}

    static void addFields(Client client) {
        field(client, "colors", "MULTI_SELECT", List.of("red", "blue", "green"));
        field(client, "weight", "FLOAT", null);
        field(client, "pieces", "INTEGER", null);
        field(client, "precise", "NUMBER", null);
        field(client, "urgent", "BOOLEAN", null);
        field(client, "extra", "JSON", null);
        field(client, "remark", "TEXT", null);
        field(client, "due", "DATE", null);
        field(client, "seen", "DATETIME", null);
    }

    private static void field(Client client, String name, String type, List<String> options) {
        var field = new LinkedHashMap<String, Object>(Map.of("name", name, "label", name, "type", type));
        if (options != null) {
            field.put("options", options);
        }
        client.post("/schema/opportunities/fields", field).expect(201);
    }

    static Reply ask(Client client, String object, String... pairs) {
        var query = new LinkedHashMap<String, String>();
        for (var index = 0; index < pairs.length; index += 2) {
            query.put(pairs[index], pairs[index + 1]);
        }
        return client.get("/aggregate/" + object, query);
    }

    /** The results as text, without the ids that differ from run to run. */
    static String results(Reply reply) {
        return reply.expect(200)
                .body()
                .path("results")
                .toString()
                .replaceAll("\"[0-9a-f]{8}-[0-9a-f-]{27}\"", "id")
                .replace("\"", "");
    }
}
