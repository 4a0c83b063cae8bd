package app.kasar.accounts;

import app.kasar.access.OrganizationEpoch;
import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.Payload;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.query.request.SortKey;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordReader;
import app.kasar.schema.SchemaCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What every member may see of people and of their own connections. */
public final class UserRoutes {
    private static final Limits LIMITS = new Limits(50, 500, false, SortKey.Direction.ASC);

    /** What a user can connect, in the order answers have. */
    private static final List<String> PROVIDERS =
            List.of("gmail", "outlook", "google_calendar", "linkedin", "whatsapp");

    private static final Payload INTEGRATIONS = Payload.object(Payload.with(
            "integrations",
            Payload.listOf(Payload.object(
                    Payload.with("provider", Payload.text()),
                    Payload.with("connected", Payload.flag()),
                    Payload.with("status", Payload.text()),
                    Payload.with("account", Payload.textOrNull()),
                    Payload.with("last_synced_at", Payload.momentOrNull())))));

    private final SchemaCache schemas;
    private final RecordReader reader;
    private final OrganizationEpoch epoch;

    public UserRoutes(SchemaCache schemas, RecordReader reader, OrganizationEpoch epoch) {
        this.schemas = schemas;
        this.reader = reader;
        this.epoch = epoch;
    }

    public List<Route> routes() {
        return List.of(
                route(
                        "/users",
                        "List the organization's users",
                        new Contents(parameters(), Body.NONE)
                                .answering(200, Payload.page(Payload.record("users", Payload.View.FLAT))),
                        this::list),
                route(
                        "/integrations/status",
                        "The caller's own connections",
                        new Contents(List.of(), Body.NONE).answering(200, INTEGRATIONS),
                        this::integrations));
    }

    private static Route route(String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(Method.GET, path, Audience.API, summary, contents, handler);
    }

    private static List<Parameter> parameters() {
        var all = new ArrayList<>(ListRoutes.paging(LIMITS));
        all.add(Parameter.flag("is_active", "Only users who are active, or only those who are not."));
        all.add(Parameter.text("search", "A part of a name or e-mail address, in any case of letters."));
        return all;
    }

    private Answer list(Request request) {
        var query = new HashMap<>(request.query());
        var search = query.remove("search");
        var isActive = request.parameter("is_active").map(Boolean::valueOf).orElse(null);
        var asked = ListRequestParser.fromParameters(query, LIMITS);
        return ListRoutes.page(reader, UserDirectory.list(asked, isActive, search, schemas.of(request.actor())));
    }

    /** Nothing can be connected yet, so nothing is. */
    private Answer integrations(Request request) {
        epoch.requireCurrent(request.actor());
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("integrations");
            PROVIDERS.forEach(provider -> disconnected(provider, json));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void disconnected(String provider, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("provider", provider);
        json.writeBooleanProperty("connected", false);
        json.writeStringProperty("status", "disconnected");
        json.writeNullProperty("account");
        json.writeNullProperty("last_synced_at");
        json.writeEndObject();
    }
}
