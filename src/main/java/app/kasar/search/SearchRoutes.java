package app.kasar.search;

import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.schema.SchemaCache;
import java.util.List;

/** {@code /search} over HTTP. */
public final class SearchRoutes {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.text("query", "What to look for; at least one letter or digit.")
                    .always(),
            Parameter.whole("limit", 1, SearchRequest.MOST, SearchRequest.DEFAULT_LIMIT, "Records of each object."),
            Parameter.whole("offset", 0, SearchRequest.MOST_OFFSET, 0, "Records of each object to leave out."),
            Parameter.text("object", "The only object to look at; all that may be read when absent."),
            Parameter.text("object_name", "Another name of 'object'."));

    /** A record shows its id, what names it, and what matched; which fields that are differs from record to record. */
    private static final Payload RECORD = Payload.of(JsonSchema.object(List.of(
                    new JsonSchema.Property("id", JsonSchema.format("uuid"), true),
                    new JsonSchema.Property("_matches", JsonSchema.listOf(JsonSchema.of("string")), true)))
            .with("additionalProperties", true));

    private static final Payload FOUND = Payload.object(
            Payload.with("query", Payload.text()),
            Payload.with(
                    "results",
                    Payload.listOf(Payload.object(
                            Payload.with("objectName", Payload.text()),
                            Payload.with("objectLabel", Payload.text()),
                            Payload.with("records", Payload.listOf(RECORD))))),
            Payload.with("total", Payload.count()));

    private final SchemaCache schemas;
    private final Search search;

    public SearchRoutes(SchemaCache schemas, Search search) {
        this.schemas = schemas;
        this.search = search;
    }

    public List<Route> routes() {
        return List.of(new Route(
                Method.GET,
                "/search",
                Audience.API,
                "Search all records",
                new Contents(PARAMETERS, Body.NONE)
                        .answering(200, FOUND)
                        .checking(request -> SearchRequest.of(request.query())),
                this::search));
    }

    private Answer search(Request request) {
        var asked = SearchRequest.of(request.query());
        var schema = schemas.of(request.actor());
        return Answer.ok(json -> search.write(asked, schema, json));
    }
}
