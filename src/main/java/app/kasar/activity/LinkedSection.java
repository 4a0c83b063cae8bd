package app.kasar.activity;

import app.kasar.access.Action;
import app.kasar.interactions.Channels;
import app.kasar.json.Json;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.records.RecordPage;
import app.kasar.records.RecordReader;
import app.kasar.schema.ObjectSchema;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A section that lists interactions, tasks or notes linked to the record. */
final class LinkedSection {
    private static final List<String> INTERACTION =
            List.of("channel", "direction", "subject", "snippet", "occurred_at", "created_at");
    private static final List<String> TASK = List.of(
            "title", "due_date", "is_completed", "priority", "action_type", "assigned_to_display", "created_at");

    private final RecordReader reader;

    LinkedSection(RecordReader reader) {
        this.reader = reader;
    }

    /** Writes the part's entries as one array. */
    SectionPage write(Section section, Subject subject, FeedRequest asked, SectionPart part, JsonGenerator json) {
        var plan = plan(section, subject, asked, part);
        var page = switch (section) {
            case TASKS ->
                rewritten(
                        plan, new TaskItems(subject.schema().actor().settings().timeZone())::write, json);
            case INTERACTIONS -> rewritten(plan, LinkedSection::interaction, json);
            case NOTES, CHANGES -> reader.list(plan, json);
        };
        return new SectionPage(Objects.requireNonNull(page.total()), page.nextCursor());
    }

    /** A feed says that something was a mail, and not by whose server it came. */
    private static void interaction(JsonNode interaction, JsonGenerator json) {
        if (interaction instanceof ObjectNode item && item.hasNonNull("channel")) {
            item.put("channel", Channels.family(item.path("channel").stringValue()));
        }
        json.writeTree(interaction);
    }

    /** The list's entries, in words of the feed's own. */
    private RecordPage rewritten(ListPlan plan, BiConsumer<JsonNode, JsonGenerator> writer, JsonGenerator json) {
        var text = new StringWriter();
        RecordPage page;
        try (var rows = Json.MAPPER.createGenerator(text)) {
            page = reader.list(plan, rows);
        }
        json.writeStartArray();
        for (JsonNode entry : Json.MAPPER.readTree(text.toString())) {
            writer.accept(entry, json);
        }
        json.writeEndArray();
        return page;
    }

    /** The number of all entries of a section that has been shown whole. */
    long total(Section section, Subject subject, FeedRequest asked) {
        return reader.total(plan(section, subject, asked, new SectionPart(1, null)));
    }

    private static ListPlan plan(Section section, Subject subject, FeedRequest asked, SectionPart part) {
        var object = subject.schema().system(Objects.requireNonNull(section.object()), Action.READ);
        var paging = new ListRequest.Paging(part.limit(), part.after(), true);
        var list = new ListRequest(Optional.empty(), List.of(), shown(section, object), null, paging, List.of());
        return ListPlanner.plan(
                list, object, subject.schema(), criterion(section, subject, object, asked), order(section, object));
    }

    private static Criterion criterion(Section section, Subject subject, ObjectSchema object, FeedRequest asked) {
        var linked = AccessRules.linked(subject.schema(), object, subject.object(), subject.id());
        if (section != Section.INTERACTIONS || asked.channels().isEmpty()) {
            return linked;
        }
        return object.findAttribute("channel")
                .<Criterion>map(channel ->
                        Criterion.both(linked, new Criterion.OneOf(channel, List.copyOf(asked.channels()), false)))
                .orElseGet(Criterion.Nothing::new);
    }

    /** Interactions by when they took place: a mailbox read today brings mails of years. */
    private static SortKey order(Section section, ObjectSchema object) {
        var field = switch (section) {
            case INTERACTIONS -> "occurred_at";
            case TASKS -> "due_date";
            case NOTES, CHANGES -> "created_at";
        };
        var visible = Stream.of(field, "created_at", "id")
                .filter(name -> object.findAttribute(name).isPresent())
                .findFirst();
        return new SortKey(visible.orElseThrow(), SortKey.Direction.DESC, "");
    }

    /** Names of what an entry shows, without those hidden from the reader; empty means everything. */
    private static List<String> shown(Section section, ObjectSchema object) {
        var names = switch (section) {
            case INTERACTIONS -> INTERACTION;
            case TASKS -> TASK;
            case NOTES, CHANGES -> List.<String>of();
        };
        return names.stream()
                .filter(name -> object.findField(name.replace("_display", "")).isPresent())
                .toList();
    }
}
