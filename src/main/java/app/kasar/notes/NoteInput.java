package app.kasar.notes;

import app.kasar.problem.Faults;
import app.kasar.records.EntityLinks;
import app.kasar.records.EntityLinks.Entity;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.RichText;
import app.kasar.schema.value.TextLimits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was sent of a note, its content already harmless. Pure.
 *
 * @param linked empty leaves the links as they are
 * @param listed mentions beside the content; empty leaves them as they are
 * @param written mentions in the content; empty leaves the content as it is
 */
record NoteInput(
        RecordInput columns, Optional<List<Entity>> linked, Optional<Set<UUID>> listed, Optional<Set<UUID>> written) {

    static NoteInput forCreate(ObjectNode body, ObjectSchema notes, VisibleSchema schema, Faults faults) {
        return read(body, faults, plain -> new RecordInputReader(notes, schema).forCreate(plain, faults));
    }

    static NoteInput forUpdate(UUID id, ObjectNode body, ObjectSchema notes, VisibleSchema schema, Faults faults) {
        return read(body, faults, plain -> new RecordInputReader(notes, schema).forUpdate(id, plain, faults));
    }

    private static NoteInput read(ObjectNode body, Faults faults, Function<ObjectNode, RecordInput> reading) {
        var plain = body.deepCopy();
        var linked = EntityLinks.take(plain, faults);
        var listed = Mentions.take(plain, faults);
        var columns = reading.apply(plain);
        var content = columns.columns().get("content");
        var written = Optional.<Set<UUID>>empty();
        if (content != null && !content.isBlank()) {
            var rich = sanitized(content, faults);
            if (rich != null) {
                written = Optional.of(Mentions.writtenIn(rich.html(), faults));
                columns = columns.with("content", rich.html()).with("content_text", rich.text());
            }
        }
        if (listed.isPresent()) {
            columns = columns.with("mentions", Mentions.stored(listed.get()));
        }
        return new NoteInput(columns, linked, listed, written);
    }

    /** Whom the note mentions with this input. */
    Mentions mentions(Mentions before) {
        return new Mentions(listed.orElse(before.listed()), written.orElse(before.written()));
    }

    private static @Nullable RichText sanitized(String content, Faults faults) {
        return switch (RichText.read(content, TextLimits.TEXTAREA)) {
            case Reading.Accepted<RichText>(var rich) -> rich;
            case Reading.Refused<RichText>(var message) -> {
                faults.invalid("content", "Field 'content' " + message);
                yield null;
            }
        };
    }
}
