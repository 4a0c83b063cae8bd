package app.kasar.reference;

import app.kasar.access.OrganizationEpoch;
import app.kasar.http.Answer;
import app.kasar.http.PublicPages;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /openapi.json}: with a token the API of its organization, without one that of an organization just made. */
public final class ReferenceRoutes {
    private static final String PATH = "/openapi.json";

    private final SchemaCache schemas;
    private final OrganizationEpoch epoch;
    private final OpenApi description;
    private final ReferenceDocument ofNewOrganization;

    /** @param others every route but those of this class */
    public ReferenceRoutes(SchemaCache schemas, OrganizationEpoch epoch, List<Route> others, String version) {
        this.schemas = schemas;
        this.epoch = epoch;
        var all = new ArrayList<>(others);
        all.addAll(routes());
        this.description = new OpenApi(all, version);
        this.ofNewOrganization = ReferenceDocument.of(description.document(VisibleSchema.ofNewOrganization()));
    }

    public List<Route> routes() {
        return List.of(new Route(
                Method.GET,
                PATH,
                Audience.INBOX,
                "Describe this API",
                new Contents(List.of(), Body.NONE).answering(200, Payload.of(JsonSchema.of("object"))),
                this::describe));
    }

    /** What is shown to whoever has no token: the pages for a browser, and the description of a new organization. */
    public PublicPages pages() {
        var site = new Site();
        return (path, headers) ->
                path.equals(Route.ROOT + PATH) && headers.find("Authorization").isEmpty()
                        ? Optional.of(ofNewOrganization.answer(headers))
                        : site.find(path, headers);
    }

    private Answer describe(Request request) {
        epoch.requireCurrent(request.actor());
        return ReferenceDocument.of(description.document(schemas.of(request.actor())))
                .answer(request.headers());
    }
}
