package app.kasar.accounts;

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

/** What every member may see of people. */
public final class UserRoutes {
    private static final Limits LIMITS = new Limits(50, 500, false, SortKey.Direction.ASC);

    private final SchemaCache schemas;
    private final RecordReader reader;

    public UserRoutes(SchemaCache schemas, RecordReader reader) {
        this.schemas = schemas;
        this.reader = reader;
    }

    public List<Route> routes() {
        return List.of(route(
                "/users",
                "List the organization's users",
                new Contents(parameters(), Body.NONE)
                        .answering(200, Payload.page(Payload.record("users", Payload.View.FLAT))),
                this::list));
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
}
