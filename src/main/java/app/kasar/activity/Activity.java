package app.kasar.activity;

import app.kasar.access.Action;
import app.kasar.access.Grant;
import app.kasar.db.Database;
import app.kasar.problem.Problem;
import app.kasar.records.RecordReader;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A record's feed: its sections side by side, paged by one cursor. */
public final class Activity {
    private final RecordReader reader;
    private final LinkedSection linked;
    private final ChangesSection changes;

    public Activity(Database database, RecordReader reader) {
        this.reader = reader;
        this.linked = new LinkedSection(reader);
        this.changes = new ChangesSection(database);
    }

    /**
     * Writes a page of the feed as one object. Sections the reader may not read are left out unless they were named.
     *
     * @throws Problem RECORD_NOT_FOUND when there is no such record the caller may read; PERMISSION_DENIED for a named
     *     section they may not read
     */
    void write(Subject subject, FeedRequest asked, JsonGenerator json) {
        reader.requireReadable(subject.object(), subject.id(), subject.schema());
        var from = asked.cursor() == null ? null : FeedCursor.decode(asked.cursor(), subject.id(), asked.identity());
        var after = new EnumMap<Section, String>(Section.class);
        json.writeStartObject();
        for (var section : asked.sections()) {
            if (asked.named() || isReadable(section, subject)) {
                var next = new SectionWriter(section, subject, asked).write(from, json);
                if (next != null) {
                    after.put(section, next);
                }
            }
        }
        json.writeStringProperty("nextCursor", new FeedCursor(subject.id(), after, asked.identity()).encode());
        json.writeEndObject();
    }

    private static boolean isReadable(Section section, Subject subject) {
        var object = section.object();
        return object == null || subject.schema().actor().permissions().grant(object.name(), Action.READ) != Grant.NONE;
    }

    /** Writes one section of one answer. */
    private final class SectionWriter {
        private final Section section;
        private final Subject subject;
        private final FeedRequest asked;

        SectionWriter(Section section, Subject subject, FeedRequest asked) {
            this.section = section;
            this.subject = subject;
            this.asked = asked;
        }

        /** The cursor of the section's next page; null when it has been shown whole. */
        @Nullable
        String write(@Nullable FeedCursor from, JsonGenerator json) {
            json.writeObjectPropertyStart(section.wireName());
            json.writeName("data");
            var page = from != null && !from.after().containsKey(section)
                    ? shownBefore(json)
                    : part(from == null ? null : from.after().get(section), json);
            json.writeNumberProperty("total", page.total());
            json.writeEndObject();
            return page.next();
        }

        private SectionPage part(@Nullable String after, JsonGenerator json) {
            var part = new SectionPart(asked.limit(), after);
            return section == Section.CHANGES
                    ? changes.write(subject, part, json)
                    : linked.write(section, subject, asked, part, json);
        }

        private SectionPage shownBefore(JsonGenerator json) {
            json.writeStartArray();
            json.writeEndArray();
            var total = section == Section.CHANGES ? changes.total(subject) : linked.total(section, subject, asked);
            return new SectionPage(total, null);
        }
    }
}
