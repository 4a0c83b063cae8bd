package app.kasar.inbox;

import app.kasar.access.Action;
import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import app.kasar.inbox.message.Attachment;
import app.kasar.inbox.message.Mailbox;
import app.kasar.json.Json;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.SnapshotSql;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What is stored of mails beside the interactions they are: the only code that writes these tables. */
final class MailStore {
    private static final HexFormat HEX = HexFormat.of();

    private final Database database;
    private final String schema;

    MailStore(Database database, String schemaName) {
        this.database = database;
        this.schema = schemaName;
    }

    private String table(String name) {
        return SchemaTable.of(schema, name);
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Those of some identities that a mailbox has, with the ids of their mails. */
    Map<String, UUID> known(UUID mailbox, Collection<String> identities) {
        var text = """
                SELECT encode(m.identity, 'hex'), m.id FROM %s m
                WHERE m.mailbox_id = ? AND m.identity IN (SELECT decode(h, 'hex') FROM unnest(?) h)
                """.formatted(table("mails"));
        var known = new HashMap<String, UUID>();
        database.list(
                Statement.fixed(text, mailbox, identities.toArray(String[]::new)),
                row -> known.put(row.requiredText(1), row.requiredUuid(2)));
        return known;
    }

    /** Mails, each with the thread it belongs to. */
    void add(app.kasar.inbox.Mailbox mailbox, List<PreparedMail> mails, List<UUID> threads, Instant now) {
        if (mails.isEmpty()) {
            return;
        }
        var text = new SqlText().add("INSERT INTO " + table("mails"));
        text.add(
                " (id, mailbox_id, owner_id, thread_id, identity, message_id, in_reply_to, direction, sender, recipients,"
                        + " copies, subject, snippet, body_text, body_html, attachments, is_read, sent_at, created_at, updated_at,"
                        + " addresses, domains, raw) VALUES ");
        for (var index = 0; index < mails.size(); index++) {
            var mail = mails.get(index);
            text.add(index == 0 ? "(" : ", (").value(mail.id()).add(", ").value(mailbox.id());
            text.add(", ").value(mailbox.ownerId()).add(", ").value(threads.get(index));
            values(text, mail, now);
            text.add(")");
        }
        database.execute(text.toStatement());
    }

    private static void values(SqlText text, PreparedMail mail, Instant now) {
        var message = mail.message();
        var participants = message.participants();
        var from = participants.from();
        var inReplyTo = message.identity().inReplyTo();
        text.add(", ").value(mail.source().identity());
        text.add(", ").value(message.identity().messageId(), "text");
        text.add(", ").value(inReplyTo.isEmpty() ? null : inReplyTo.getFirst(), "text");
        text.add(", ").value(mail.people().direction().wireName());
        text.add(", ").value(from == null ? null : json(json -> person(from, json)), "jsonb");
        text.add(", ").value(people(participants.to()), "jsonb");
        text.add(", ").value(people(participants.cc()), "jsonb");
        text.add(", ").value(message.subject(), "text");
        text.add(", ").value(message.bodies().snippet());
        text.add(", ").value(message.bodies().text(), "text");
        text.add(", ").value(message.bodies().html(), "text");
        text.add(", ").value(attachments(message.attachments()), "jsonb");
        text.add(", ").value(mail.source().isSeen());
        text.add(", ").value(message.sentAt(), "timestamptz");
        text.add(", ").value(now, "timestamptz").add(", ").value(now, "timestamptz");
        text.add(", ").value(mail.people().others().toArray(String[]::new));
        text.add(", ").value(mail.people().domains().toArray(String[]::new));
        text.add(", ").value(compressed(mail.source().raw()));
    }

    private static String people(List<Mailbox> people) {
        return json(json -> {
            json.writeStartArray();
            people.forEach(person -> person(person, json));
            json.writeEndArray();
        });
    }

    private static void person(Mailbox person, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", person.name());
        json.writeStringProperty("email", person.address());
        json.writeEndObject();
    }

    private static String attachments(List<Attachment> attachments) {
        return json(json -> {
            json.writeStartArray();
            for (var attachment : attachments) {
                json.writeStartObject();
                json.writeStringProperty("id", Integer.toString(attachment.index()));
                json.writeStringProperty("name", attachment.name());
                json.writeStringProperty("mime_type", attachment.mimeType());
                json.writeNumberProperty("size", attachment.size());
                json.writeBooleanProperty("inline", attachment.inline());
                json.writeStringProperty("content_id", attachment.contentId());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String json(Consumer<JsonGenerator> value) {
        var text = new java.io.StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            value.accept(json);
        }
        return text.toString();
    }

    /** That a mail is in a folder under a number, and whether it is marked as seen there. */
    record Place(long uid, UUID mail, boolean isSeen) {}

    void place(UUID folder, List<Place> places) {
        var text = """
                INSERT INTO %s (folder_id, uid, mail_id, is_seen)
                SELECT ?, p.uid, p.id::uuid, p.seen FROM unnest(?, ?, ?) AS p (uid, id, seen)
                ON CONFLICT (folder_id, uid) DO NOTHING
                """.formatted(table("mail_places"));
        database.execute(Statement.fixed(
                text,
                folder,
                places.stream().map(Place::uid).toArray(Long[]::new),
                places.stream().map(place -> place.mail().toString()).toArray(String[]::new),
                places.stream().map(Place::isSeen).toArray(Boolean[]::new)));
    }

    /** What could not be stored, as it came. */
    void skip(UUID folder, Skipped skipped) {
        var text = """
                INSERT INTO %s (folder_id, uid, reason, detail, raw) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (folder_id, uid) DO NOTHING
                """.formatted(table("skipped_mails"));
        var raw = skipped.raw();
        database.execute(Statement.fixed(
                text,
                folder,
                skipped.uid(),
                skipped.reason(),
                StoredText.clean(skipped.detail()),
                raw == null ? null : compressed(raw)));
    }

    /**
     * A message that is not stored.
     *
     * @param raw null when it never came
     */
    record Skipped(long uid, String reason, @Nullable String detail, byte @Nullable [] raw) {}

    /**
     * The bytes of a mail as it came; empty when the caller may not read it.
     *
     * @throws StaleSnapshot when the organization moved on since the caller was authenticated
     */
    Optional<byte[]> raw(UUID mail, VisibleSchema caller) {
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schema);
        text.add(", t.raw FROM %s t WHERE t.id = ".formatted(table("mails")));
        text.value(mail).add(" AND ");
        CriterionSql.write(text, AccessRules.rows(caller, SystemObjects.MAILS.name(), Action.READ), schema, "t");
        return database.find(text.toStatement(), row -> {
            if (row.number(1) != caller.snapshot().epoch()) {
                throw new StaleSnapshot("the organization's schema, users or rights changed");
            }
            return expanded(row.bytes(2));
        });
    }

    private static byte[] compressed(byte[] raw) {
        var bytes = new ByteArrayOutputStream(raw.length / 2 + 64);
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(raw);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] expanded(byte @Nullable [] stored) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(java.util.Objects.requireNonNull(stored)))) {
            return zip.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
