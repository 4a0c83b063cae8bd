package app.kasar.activity;

import app.kasar.access.Actor;
import app.kasar.access.Authentication;
import app.kasar.access.Author;
import app.kasar.access.LastUses;
import app.kasar.access.Scope;
import app.kasar.accounts.NewApiToken;
import app.kasar.accounts.TokenTerms;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.EntityLinks.Entity;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Puts tasks, notes and interactions on records, written as one user through the door every write takes. */
final class Entries {
    private final RunningKasar kasar;
    private final SchemaCache schemas;
    private final String token;

    Entries(RunningKasar kasar, TestOrganization organization, UUID user) {
        this.kasar = kasar;
        var database = kasar.database().database();
        this.schemas = new SchemaCache(database);
        var terms = new TokenTerms("entries", EnumSet.allOf(Scope.class), false, null);
        this.token = kasar.administration()
                .tokens()
                .issue(new Author.Operator(organization.organization()), new NewApiToken(user, terms, null))
                .secret()
                .reveal();
    }

    String task(Map<String, ?> values, boolean isCompleted, Entity... records) {
        return create(SystemObjects.TASKS, values, Map.of("is_completed", Boolean.toString(isCompleted)), records);
    }

    String note(Map<String, ?> values, Entity... records) {
        return create(SystemObjects.NOTES, values, Map.of(), records);
    }

    /** @param channel as stored, the name of a provider of mail among others */
    String interaction(String channel, Map<String, ?> values, Entity... records) {
        var all = new LinkedHashMap<String, Object>(values);
        all.put("channel", "other");
        all.putIfAbsent("occurred_at", kasar.clock().instant().toString());
        return create(SystemObjects.INTERACTIONS, all, Map.of("channel", channel, "snippet", "Hello"), records);
    }

    private String create(ObjectSchema object, Map<String, ?> values, Map<String, String> byServer, Entity... records) {
        var database = kasar.database().database();
        var schema = schemas.of(actor());
        var faults = new Faults();
        var given =
                new RecordInputReader(object, schema).forCreate((ObjectNode) Json.MAPPER.valueToTree(values), faults);
        faults.throwIfAny();
        var columns = new LinkedHashMap<>(given.columns());
        columns.putAll(byServer);
        var input = new RecordInput(given.id(), columns, Map.of(), Map.of());
        var change = new Change(schema, "test", kasar.clock().instant());
        database.inTransaction(() -> {
            new RecordWriter(database)
                    .create(new Write(object, change, List.of()), List.of(input))
                    .getFirst()
                    .orThrow();
            new EntityLinks(database).replace(object, input.id(), List.of(records), change);
            return input;
        });
        return input.id().toString();
    }

    /** As the user is now: settings and rights may have changed since the last write. */
    private Actor actor() {
        var database = kasar.database().database();
        return new Authentication(database, kasar.clock(), new LastUses(database)).authenticate(token);
    }
}
