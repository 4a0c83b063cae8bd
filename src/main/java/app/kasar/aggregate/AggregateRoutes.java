package app.kasar.aggregate;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.records.ListRoutes;
import app.kasar.schema.SchemaCache;
import java.util.ArrayList;
import java.util.List;

/** {@code /aggregate/{object}}: metrics in groups over HTTP. */
public final class AggregateRoutes {
    private final SchemaCache schemas;
    private final Aggregates aggregates;

    public AggregateRoutes(SchemaCache schemas, Aggregates aggregates) {
        this.schemas = schemas;
        this.aggregates = aggregates;
    }

    public List<Route> routes() {
        return List.of(new Route(
                Method.GET,
                "/aggregate/{object}",
                Audience.API,
                "Count, add up and group records",
                new Contents(parameters(), Body.NONE)
                        .answering(200, AggregatePayloads.ANSWER)
                        .needing(Needs.to(Action.READ))
                        .checking(this::plan),
                this::aggregate));
    }

    private static List<Parameter> parameters() {
        var all = new ArrayList<Parameter>();
        all.add(Parameter.text(
                "field", "The field to aggregate, paths through relations included; id counts records."));
        all.add(Parameter.text("function", "One of " + String.join(", ", MetricFunction.names()) + "."));
        all.add(Parameter.json("metrics", "Several metrics instead: a JSON array of {function, field}."));
        all.add(Parameter.text(
                "group_by", "Comma-separated fields to group by; dates in buckets as created_at:month."));
        all.addAll(ListRoutes.selection());
        all.addAll(ListRoutes.order(AggregateRequestParser.LIMITS, "value"));
        all.add(Parameter.whole(
                "limit", 1, AggregateRequestParser.MOST_GROUPS, AggregateRequestParser.MOST_GROUPS, "Groups shown."));
        return all;
    }

    private Answer aggregate(Request request) {
        var plan = plan(request);
        return Answer.ok(json -> aggregates.write(plan, json));
    }

    private AggregatePlan plan(Request request) {
        var asked = AggregateRequestParser.fromParameters(request.query());
        return AggregatePlanner.plan(asked, request.path("object"), schemas.of(request.actor()));
    }
}
