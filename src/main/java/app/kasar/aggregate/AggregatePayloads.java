package app.kasar.aggregate;

import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;

/** What answers carry, for the reference. */
final class AggregatePayloads {
    private static final Payload ANY = Payload.of(JsonSchema.ANY);
    private static final Payload FUNCTION = Payload.choice(MetricFunction.names());
    private static final Payload.Property FIELD = Payload.with("field", Payload.text());
    private static final Payload.Property OBJECT = Payload.with("object_name", Payload.text());
    private static final Payload.Property DISPLAY = Payload.maybe("display", Payload.textOrNull());
    private static final Payload.Property TRUNCATED = Payload.maybe("truncated", Payload.flag());

    private static final Payload PLAIN =
            Payload.object(OBJECT, FIELD, Payload.with("function", FUNCTION), Payload.with("value", ANY));
    private static final Payload PLAIN_GROUPS = Payload.object(
            OBJECT,
            FIELD,
            Payload.with("function", FUNCTION),
            Payload.with("group_by", Payload.text()),
            Payload.with(
                    "results",
                    Payload.listOf(Payload.object(Payload.with("group", ANY), DISPLAY, Payload.with("value", ANY)))),
            TRUNCATED);
    private static final Payload WIDE = Payload.object(
            OBJECT,
            Payload.with(
                    "metrics",
                    Payload.listOf(
                            Payload.object(FIELD, Payload.with("function", FUNCTION), Payload.with("value", ANY)))));
    private static final Payload WIDE_GROUPS = Payload.object(
            OBJECT,
            Payload.with("group_by", Payload.listOf(Payload.text())),
            Payload.with("metrics", Payload.listOf(Payload.object(FIELD, Payload.with("function", FUNCTION)))),
            Payload.with(
                    "results",
                    Payload.listOf(Payload.object(
                            Payload.with("groups", Payload.listOf(Payload.object(Payload.with("value", ANY), DISPLAY))),
                            Payload.with("values", Payload.listOf(ANY))))),
            TRUNCATED);

    /** One of four shapes, by whether there are groups and how the metrics were asked for. */
    static final Payload ANSWER =
            new Payload.Either(new Payload.Either(PLAIN, PLAIN_GROUPS), new Payload.Either(WIDE, WIDE_GROUPS));

    private AggregatePayloads() {}
}
