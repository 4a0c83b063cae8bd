package app.kasar.inbox;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.records.RecordInput;
import app.kasar.schema.ObjectSchema;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What threads are made of: which message ids belong to which, and what the mails of one say together. */
final class ThreadStore {
    private final Database database;
    private final String schema;

    ThreadStore(Database database, String schemaName) {
        this.database = database;
        this.schema = schemaName;
    }

    private String table(String name) {
        return SchemaTable.of(schema, name);
    }

    /** The threads of those ids that the mailbox has met. */
    Map<String, UUID> known(UUID mailbox, Collection<String> ids) {
        var byHash = new HashMap<String, String>();
        ids.forEach(id -> byHash.put(MailStore.hex(MessageIdentity.hash(id)), id));
        var text = """
                SELECT encode(i.id_hash, 'hex'), i.thread_id FROM %s i
                WHERE i.mailbox_id = ? AND i.id_hash IN (SELECT decode(h, 'hex') FROM unnest(?) h)
                """.formatted(table("thread_message_ids"));
        var known = new HashMap<String, UUID>();
        database.list(
                Statement.fixed(text, mailbox, byHash.keySet().toArray(String[]::new)),
                row -> known.put(
                        java.util.Objects.requireNonNull(byHash.get(row.requiredText(1))), row.requiredUuid(2)));
        return known;
    }

    void keepIds(UUID mailbox, Map<String, UUID> threadOfId) {
        var text = """
                INSERT INTO %s (mailbox_id, id_hash, thread_id)
                SELECT ?, decode(p.hash, 'hex'), p.thread::uuid FROM unnest(?, ?) AS p (hash, thread)
                ON CONFLICT (mailbox_id, id_hash) DO UPDATE SET thread_id = excluded.thread_id
                """.formatted(table("thread_message_ids"));
        var hashes = threadOfId.keySet().stream()
                .map(id -> MailStore.hex(MessageIdentity.hash(id)))
                .toArray(String[]::new);
        var threads = threadOfId.values().stream().map(UUID::toString).toArray(String[]::new);
        database.execute(Statement.fixed(text, mailbox, hashes, threads));
    }

    /** Everything that was one thread's becomes another's. */
    void join(Map<UUID, UUID> merged) {
        for (var table : List.of("mails", "thread_message_ids")) {
            var text = """
                    UPDATE %s t SET thread_id = p.survivor::uuid FROM unnest(?, ?) AS p (gone, survivor)
                    WHERE t.thread_id = p.gone::uuid
                    """.formatted(table(table));
            var gone = merged.keySet().stream().map(UUID::toString).toArray(String[]::new);
            var survivors = merged.values().stream().map(UUID::toString).toArray(String[]::new);
            database.execute(Statement.fixed(text, gone, survivors));
        }
    }

    /** Threads as their mails now make them: the subject of the first, the snippet of the last, everyone else's address. */
    List<RecordInput> summaries(Mailbox mailbox, Collection<UUID> threads) {
        var text = """
                SELECT t.id, s.message_count, s.is_read, s.last_message_at, s.subject, s.snippet, s.participants
                FROM unnest(?) AS t (id), LATERAL (
                    SELECT count(*) AS message_count, bool_and(m.is_read) AS is_read, max(m.sent_at) AS last_message_at,
                        (array_agg(m.subject ORDER BY m.sent_at, m.id))[1] AS subject,
                        (array_agg(m.snippet ORDER BY m.sent_at DESC, m.id DESC))[1] AS snippet,
                        ARRAY(SELECT a.address FROM %s p, unnest(p.addresses) WITH ORDINALITY AS a (address, place)
                            WHERE p.thread_id = t.id GROUP BY a.address
                            ORDER BY min(p.sent_at), min(a.place), a.address LIMIT 50) AS participants
                    FROM %s m WHERE m.thread_id = t.id) s
                WHERE s.message_count > 0
                """.formatted(table("mails"), table("mails"));
        return database.list(
                Statement.fixed(text, (Object) threads.toArray(UUID[]::new)), row -> summary(row, mailbox));
    }

    private static RecordInput summary(Row row, Mailbox mailbox) {
        var participants = row.texts(7);
        var everyone = participants == null || participants.isEmpty()
                ? List.of(mailbox.account().email())
                : participants;
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("owner_id", mailbox.ownerId().toString());
        columns.put("mailbox_id", mailbox.id().toString());
        columns.put("channel", mailbox.account().provider().wireName());
        columns.put("subject", row.text(5));
        columns.put("snippet", row.text(6));
        columns.put("participants", Json.MAPPER.writeValueAsString(everyone));
        columns.put("message_count", Long.toString(row.number(2)));
        columns.put("is_read", Boolean.toString(row.isTrue(3)));
        columns.put("last_message_at", row.instant(4) + "");
        return new RecordInput(row.requiredUuid(1), columns, Map.of(), Map.of());
    }

    /** Marks a thread's mails, and notes for the server those that were not so. */
    void mark(UUID thread, boolean isRead, Instant now) {
        var text = """
                WITH marked AS (UPDATE %s SET is_read = ?, updated_at = ? WHERE thread_id = ? AND is_read <> ?
                    RETURNING id, mailbox_id)
                INSERT INTO %s (mail_id, mailbox_id, is_read, version) SELECT id, mailbox_id, ?, gen_random_uuid() FROM marked
                ON CONFLICT (mail_id) DO UPDATE SET is_read = excluded.is_read, version = excluded.version
                """.formatted(table("mails"), table("pending_flags"));
        database.execute(Statement.fixed(text, isRead, now, thread, isRead, isRead));
    }

    /** The ids of up to so many threads, or mails, of a mailbox that are still there. */
    List<UUID> some(UUID mailbox, boolean threads, int most) {
        var text =
                "SELECT id FROM %s WHERE mailbox_id = ? LIMIT %d".formatted(table(threads ? "threads" : "mails"), most);
        return database.list(Statement.fixed(text, mailbox), row -> row.requiredUuid(1));
    }

    /** Removes what only mails have of these, with their places and marks. */
    void removeMails(List<UUID> mails) {
        var text = "DELETE FROM %s WHERE id = ANY(?)".formatted(table("mails"));
        database.execute(Statement.fixed(text, (Object) mails.toArray(UUID[]::new)));
    }

    /** Forgets the message ids of these threads. */
    void removeIds(List<UUID> threads) {
        var text = "DELETE FROM %s WHERE thread_id = ANY(?)".formatted(table("thread_message_ids"));
        database.execute(Statement.fixed(text, (Object) threads.toArray(UUID[]::new)));
    }

    /** Forgets what these were before, the last version included: nobody may see it, so no list is counted by it. */
    void removeVersions(ObjectSchema object, List<UUID> ids) {
        var text = "DELETE FROM %s WHERE id = ANY(?)".formatted(table(object.historyTable()));
        database.execute(Statement.fixed(text, (Object) ids.toArray(UUID[]::new)));
    }

    static List<UUID> touched(ThreadAssignment assignment) {
        return Stream.concat(assignment.ofMessages().stream(), assignment.merged().values().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
