package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.Payload;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.List;

/** {@code /records/{object}/{id}/associations/{toObject}/{toId}} over HTTP. */
public final class AssociationRoutes {
    private static final String PATH = "/records/{object}/{id}/associations/{toObject}/{toId}";
    private static final Parameter FIELD =
            Parameter.text("field", "Which relation, where several lead to the other object; the first when absent.");

    private static final Contents CONTENTS = RecordRoutes.none(FIELD)
            .answering(
                    200,
                    Payload.data(Payload.object(
                            Payload.with("object", Payload.text()),
                            Payload.with("id", Payload.id()),
                            Payload.with("to_object", Payload.text()),
                            Payload.with("to_id", Payload.id()))))
            .needing(Needs.to(Action.READ));

    private final SchemaCache schemas;
    private final Associations associations;
    private final InstantSource clock;

    public AssociationRoutes(SchemaCache schemas, Associations associations, InstantSource clock) {
        this.schemas = schemas;
        this.associations = associations;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                RecordRoutes.route(Method.PUT, PATH, "Associate two records", CONTENTS, request -> set(request, true)),
                RecordRoutes.route(
                        Method.DELETE, PATH, "Remove an association", CONTENTS, request -> set(request, false)));
    }

    private Answer set(Request request, boolean associated) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.READ);
        var target = schema.object(request.path("toObject"), "toObject", Action.READ);
        var ids = request.ids("id", "toId");
        var pair = new Associations.Pair(object, ids.getFirst(), target, ids.getLast());
        associations.set(
                pair,
                request.parameter("field").orElse(null),
                associated,
                new Change(schema, request.id(), clock.instant()));
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("object", object.name());
            json.writeStringProperty("id", pair.id().toString());
            json.writeStringProperty("to_object", target.name());
            json.writeStringProperty("to_id", pair.targetId().toString());
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
