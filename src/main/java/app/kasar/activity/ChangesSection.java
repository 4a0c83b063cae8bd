package app.kasar.activity;

import app.kasar.db.Database;
import app.kasar.records.RecordHistory;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The section that tells who changed which field from what to what, from the versions every write leaves. */
final class ChangesSection {
    private final RecordHistory history;
    private final ChangeLabels labels;

    ChangesSection(Database database) {
        this.history = new RecordHistory(database);
        this.labels = new ChangeLabels(database);
    }

    /** Writes the part's entries as one array. */
    SectionPage write(Subject subject, SectionPart part, JsonGenerator json) {
        var fields = ChangedField.of(subject.object());
        var read = read(subject, fields, new RecordHistory.Part(false, before(part.after()), part.limit() + 1));
        var shown = read.list().stream().limit(part.limit()).toList();
        var writer = new ChangeJson(
                fields,
                labels.of(shown, fields, subject.schema()),
                subject.schema().snapshot());
        json.writeStartArray();
        shown.forEach(version -> writer.write(version, json));
        json.writeEndArray();
        var hasMore = read.list().size() > shown.size();
        return new SectionPage(read.total(), hasMore ? shown.getLast().since().toString() : null);
    }

    /** The number of all changes of a record. */
    long total(Subject subject) {
        return read(subject, ChangedField.of(subject.object()), new RecordHistory.Part(false, null, 1))
                .total();
    }

    private RecordHistory.Versions read(Subject subject, List<ChangedField> fields, RecordHistory.Part part) {
        if (fields.isEmpty()) {
            return new RecordHistory.Versions(List.of(), 0);
        }
        var columns = fields.stream().map(ChangedField::column).toList();
        return history.read(subject.schema(), new RecordHistory.Subject(subject.object(), subject.id(), columns), part);
    }

    private static @Nullable Instant before(@Nullable String cursor) {
        try {
            return cursor == null ? null : Instant.parse(cursor);
        } catch (DateTimeException noInstant) {
            throw FeedCursor.broken();
        }
    }
}
