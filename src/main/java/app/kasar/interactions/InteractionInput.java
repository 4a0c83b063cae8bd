package app.kasar.interactions;

import app.kasar.json.Json;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.EntityLinks.Entity;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.RichText;
import app.kasar.schema.value.TextLimits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was sent of an interaction, its body already harmless. Pure.
 *
 * @param linked empty leaves the links as they are
 */
record InteractionInput(RecordInput columns, Optional<List<Entity>> linked) {
    /** What people log; mail comes from the mailboxes it was sent through. */
    static final List<String> LOGGED = List.of("call", "meeting", "linkedin", "whatsapp", "other");

    private static final int LONGEST_SECONDS = 31 * 24 * 3600;
    private static final int SNIPPET = 200;
    private static final Shape<List<String>> PARTICIPANTS = Shape.listOf(Shape.filledText(320), 100);

    static InteractionInput forCreate(ObjectNode body, ObjectSchema interactions, Change change) {
        var faults = new Faults();
        var fields = body.deepCopy();
        if (!fields.hasNonNull("occurred_at")) {
            fields.put("occurred_at", change.at().toString());
        }
        var reader = new RecordInputReader(interactions, change.schema());
        var input = read(fields, faults, plain -> reader.forCreate(plain, faults));
        if (!body.has("linked_entities")) {
            faults.add(
                    Fault.missing("linked_entities", "'linked_entities' is required: what the interaction is about"));
        }
        faults.throwIfAny();
        return input;
    }

    static InteractionInput forUpdate(UUID id, ObjectNode body, ObjectSchema interactions, Change change) {
        var faults = new Faults();
        var reader = new RecordInputReader(interactions, change.schema());
        var input = read(body.deepCopy(), faults, plain -> reader.forUpdate(id, plain, faults));
        faults.throwIfAny();
        return input;
    }

    private static InteractionInput read(ObjectNode fields, Faults faults, Function<ObjectNode, RecordInput> reading) {
        var linked = EntityLinks.take(fields, faults);
        if (linked.filter(List::isEmpty).isPresent()) {
            faults.invalid("linked_entities", "'linked_entities' must name at least one record");
        }
        var participants = take("participants", PARTICIPANTS, fields, faults);
        if (fields.hasNonNull("body_text") && fields.hasNonNull("body_html")) {
            faults.invalid("body_html", "give either 'body_html' or 'body_text'; the text of HTML is taken from it");
        }
        checkChannel(fields, faults);
        var columns = body(reading.apply(fields), faults);
        checkDuration(columns, faults);
        if (participants != null) {
            columns = columns.with(
                    "participants", participants.isEmpty() ? null : Json.MAPPER.writeValueAsString(participants.get()));
        }
        return new InteractionInput(columns, linked);
    }

    /** Null when the key is not there; empty for null and for what is refused. */
    private static <T> @Nullable Optional<T> take(String key, Shape<T> shape, ObjectNode fields, Faults faults) {
        var value = fields.remove(key);
        if (value == null) {
            return null;
        }
        return value.isNull() ? Optional.empty() : shape.read(value, new Place(key, faults));
    }

    /** A channel that is refused is told once, so that the field's own options, which have mail too, are not named. */
    private static void checkChannel(ObjectNode fields, Faults faults) {
        var channel = fields.path("channel").stringValue(LOGGED.getFirst());
        if (!LOGGED.contains(channel)) {
            faults.invalid(
                    "channel",
                    "'channel' must be one of '%s'%s; mail comes from a mailbox and is not logged"
                            .formatted(String.join("', '", LOGGED), NearestName.hint(channel, LOGGED)));
            fields.put("channel", LOGGED.getFirst());
        }
    }

    private static void checkDuration(RecordInput input, Faults faults) {
        var duration = input.columns().get("duration");
        if (duration != null && (Long.parseLong(duration) < 0 || Long.parseLong(duration) > LONGEST_SECONDS)) {
            faults.invalid(
                    "duration", "Field 'duration' must be a number of seconds from 0 to %d".formatted(LONGEST_SECONDS));
        }
    }

    private static RecordInput body(RecordInput input, Faults faults) {
        var html = input.columns().get("body_html");
        var text = input.columns().get("body_text");
        if (html != null) {
            return switch (RichText.read(html, TextLimits.TEXTAREA)) {
                case Reading.Accepted<RichText>(var rich) -> body(input, rich.html(), rich.text());
                case Reading.Refused<RichText>(var message) -> {
                    faults.invalid("body_html", "Field 'body_html' " + message);
                    yield input;
                }
            };
        }
        var isGiven =
                input.columns().containsKey("body_html") || input.columns().containsKey("body_text");
        return isGiven ? body(input, null, text) : input;
    }

    private static RecordInput body(RecordInput input, @Nullable String html, @Nullable String text) {
        return input.with("body_html", html)
                .with("body_text", text)
                .with("snippet", text == null ? null : snippet(text));
    }

    private static String snippet(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        var end = line.offsetByCodePoints(0, Math.min(SNIPPET, line.codePointCount(0, line.length())));
        return line.substring(0, end);
    }
}
