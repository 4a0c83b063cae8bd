package app.kasar.inbox;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who reads which mailbox until when, how far its folders have been read, and what is yet to be told to its server. */
final class SyncStore {
    private final Database database;
    private final String schema;

    SyncStore(Database database, String schemaName) {
        this.database = database;
        this.schema = schemaName;
    }

    private String table(String name) {
        return SchemaTable.of(schema, name);
    }

    boolean hasMailboxes() {
        var text = "SELECT 1 FROM %s LIMIT 1".formatted(table("mailboxes"));
        return database.find(Statement.fixed(text), row -> true).orElse(false);
    }

    /** A mailbox one node reads now, and nobody else. */
    record Claim(Mailbox mailbox, UUID holder, byte[] secret) {
        @Override
        public String toString() {
            return "Claim[%s]".formatted(mailbox.id());
        }
    }

    /**
     * Takes one mailbox that is due, or whose reader has let the time pass. While it is held it is due at no time, so that
     * finding a time there afterwards means that somebody asked for it meanwhile.
     */
    Optional<Claim> claim(UUID holder, Instant now, Instant until) {
        var text = """
                UPDATE %1$s SET lease_holder = ?, lease_until = ?, next_sync_at = 'infinity' WHERE id = (
                    SELECT m.id FROM %1$s m JOIN %2$s u ON u.id = m.owner_id AND u.is_active
                    WHERE m.disconnected_at IS NULL
                        AND (m.lease_until IS NULL AND m.next_sync_at <= ? OR m.lease_until < ?)
                    ORDER BY m.next_sync_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED)
                RETURNING %3$s, secret
                """.formatted(table("mailboxes"), table("workspace_users"), MailboxStore.columns());
        return database.find(
                Statement.fixed(text, holder, until, now, now),
                row -> new Claim(MailboxStore.read(row), holder, java.util.Objects.requireNonNull(row.bytes(17))));
    }

    /** Locks the mailbox until the transaction ends and holds it longer; false when another took it or it is gone. */
    boolean hold(Claim claim, Instant until) {
        var text = "UPDATE %s SET lease_until = ? WHERE id = ? AND lease_holder = ?".formatted(table("mailboxes"));
        return database.execute(Statement.fixed(text, until, claim.mailbox().id(), claim.holder())) == 1;
    }

    /**
     * Lets go of a mailbox that was read whole.
     *
     * @param nextAt when it is due, unless somebody asked for it to be read meanwhile
     */
    void finish(Claim claim, Instant now, Instant nextAt) {
        var text = """
                UPDATE %s SET lease_holder = NULL, lease_until = NULL, last_synced_at = ?, last_error = NULL, is_expired = false,
                    secret_worked = (secret = ?), failures = 0,
                    status = CASE WHEN next_sync_at = 'infinity' THEN 'active' ELSE status END,
                    next_sync_at = CASE WHEN next_sync_at = 'infinity' THEN ? ELSE next_sync_at END
                WHERE id = ? AND lease_holder = ?
                """.formatted(table("mailboxes"));
        database.execute(Statement.fixed(
                text, now, claim.secret(), nextAt, claim.mailbox().id(), claim.holder()));
    }

    /** Says that a mailbox has been read whole, and holds it on. */
    void settle(Claim claim, Instant now, Instant until) {
        var text = """
                UPDATE %s SET last_synced_at = ?, last_error = NULL, is_expired = false,
                    secret_worked = (secret = ?), failures = 0, lease_until = ?,
                    status = CASE WHEN next_sync_at = 'infinity' THEN 'active' ELSE status END
                WHERE id = ? AND lease_holder = ?
                """.formatted(table("mailboxes"));
        database.execute(Statement.fixed(
                text, now, claim.secret(), until, claim.mailbox().id(), claim.holder()));
    }

    /** Holds on to the mailboxes these holders still have. */
    void renew(Collection<UUID> holders, Instant until) {
        var text = "UPDATE %s SET lease_until = ? WHERE lease_holder = ANY(?)".formatted(table("mailboxes"));
        database.execute(Statement.fixed(text, until, holders.toArray(UUID[]::new)));
    }

    /** Those holders whose mailboxes somebody asked to have read. */
    List<UUID> wanted(Collection<UUID> holders) {
        var text = "SELECT lease_holder FROM %s WHERE lease_holder = ANY(?) AND next_sync_at <> 'infinity'"
                .formatted(table("mailboxes"));
        return database.list(Statement.fixed(text, (Object) holders.toArray(UUID[]::new)), row -> row.requiredUuid(1));
    }

    /** Begins to do what was asked for; what is asked for from now on is asked for anew. */
    void answer(Claim claim) {
        var text = "UPDATE %s SET next_sync_at = 'infinity' WHERE id = ? AND lease_holder = ?"
                .formatted(table("mailboxes"));
        database.execute(Statement.fixed(text, claim.mailbox().id(), claim.holder()));
    }

    /**
     * Why a mailbox could not be read.
     *
     * @param isTokenRefused whether its server did not take the access token
     * @param firstPause until it is tried again, doubled each time, as an interval
     */
    record Failure(String inWords, boolean isTokenRefused, String firstPause) {}

    /** Lets go of a mailbox that could not be read, to be tried again later and later. */
    void fail(Claim claim, Failure failure, Instant now) {
        var text = """
                UPDATE %s SET lease_holder = NULL, lease_until = NULL, last_error = ?, status = 'error',
                    is_expired = ? AND secret_worked, failures = failures + 1, next_sync_at = CASE WHEN next_sync_at = 'infinity' THEN
                        ?::timestamptz + least(interval '1 hour', power(2, least(failures, 10)) * ?::interval)
                        ELSE next_sync_at END
                WHERE id = ? AND lease_holder = ?
                """.formatted(table("mailboxes"));
        database.execute(Statement.fixed(
                text,
                StoredText.clean(failure.inWords()),
                failure.isTokenRefused(),
                now.toString(),
                failure.firstPause(),
                claim.mailbox().id(),
                claim.holder()));
    }

    /** Lets go of a mailbox whose reading was stopped, so that anybody may go on at once. */
    void release(Claim claim, Instant now) {
        var text = """
                UPDATE %s SET lease_holder = NULL, lease_until = NULL, next_sync_at = least(next_sync_at, ?)
                WHERE id = ? AND lease_holder = ?
                """.formatted(table("mailboxes"));
        database.execute(Statement.fixed(text, now, claim.mailbox().id(), claim.holder()));
    }

    /** Counts what became of messages. */
    void count(UUID mailbox, long stored, Map<String, Long> skipped) {
        var all = skipped.values().stream().mapToLong(Long::longValue).sum();
        var text = """
                UPDATE %s SET seen = seen + ?, stored = stored + ?,
                    skipped = (SELECT coalesce(jsonb_object_agg(s.key, s.n), '{}') FROM (
                        SELECT e.key, sum(e.value::bigint) AS n FROM (SELECT key, value FROM jsonb_each_text(skipped)
                            UNION ALL SELECT * FROM unnest(?, ?::text[])) e GROUP BY e.key) s)
                WHERE id = ?
                """.formatted(table("mailboxes"));
        var reasons = skipped.keySet().toArray(String[]::new);
        var numbers = skipped.values().stream().map(String::valueOf).toArray(String[]::new);
        database.execute(Statement.fixed(text, stored + all, stored, reasons, numbers, mailbox));
    }

    /**
     * How far a folder has been read: between oldest and newest, both included, every message has been seen.
     *
     * @param isComplete whether there is nothing below oldest
     */
    record FolderState(UUID id, long uidValidity, Range range, boolean isComplete, long highestModSeq) {
        /** @param oldest one more than newest when nothing has been seen */
        record Range(long oldest, long newest) {}

        FolderState seen(long oldest, long newest) {
            return new FolderState(id, uidValidity, new Range(oldest, newest), isComplete, highestModSeq);
        }

        FolderState complete() {
            return new FolderState(id, uidValidity, range, true, highestModSeq);
        }

        FolderState withFlagsAt(long modSeq) {
            return new FolderState(id, uidValidity, range, isComplete, modSeq);
        }
    }

    Optional<FolderState> findFolder(UUID mailbox, String name) {
        var text = """
                SELECT id, uid_validity, oldest_uid, newest_uid, is_complete, highest_mod_seq FROM %s
                WHERE mailbox_id = ? AND name = ?
                """.formatted(table("mailbox_folders"));
        return database.find(
                Statement.fixed(text, mailbox, name),
                row -> new FolderState(
                        row.requiredUuid(1),
                        row.number(2),
                        new FolderState.Range(row.number(3), row.number(4)),
                        row.isTrue(5),
                        row.number(6)));
    }

    /** A message at whose fetching the connection was lost, and how often that happened. */
    record Suspect(long uid, int times) {}

    Optional<Suspect> findSuspect(UUID folder) {
        var text = "SELECT suspect_uid, suspect_times FROM %s WHERE id = ? AND suspect_uid IS NOT NULL"
                .formatted(table("mailbox_folders"));
        return database.find(Statement.fixed(text, folder), row -> new Suspect(row.number(1), row.integer(2)));
    }

    void suspect(UUID folder, long uid) {
        var text = """
                UPDATE %s SET suspect_times = CASE WHEN suspect_uid = ? THEN suspect_times + 1 ELSE 1 END, suspect_uid = ?
                WHERE id = ?
                """.formatted(table("mailbox_folders"));
        database.execute(Statement.fixed(text, uid, uid, folder));
    }

    /** A folder seen for the first time, or one whose numbers all became others. */
    void begin(UUID mailbox, String name, FolderState state) {
        var delete = "DELETE FROM %s WHERE mailbox_id = ? AND name = ?".formatted(table("mailbox_folders"));
        database.execute(Statement.fixed(delete, mailbox, name));
        var insert = """
                INSERT INTO %s (id, mailbox_id, name, uid_validity, oldest_uid, newest_uid, is_complete, highest_mod_seq)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """.formatted(table("mailbox_folders"));
        database.execute(Statement.fixed(
                insert,
                state.id(),
                mailbox,
                name,
                state.uidValidity(),
                state.range().oldest(),
                state.range().newest(),
                state.isComplete(),
                state.highestModSeq()));
    }

    void save(FolderState state) {
        var text = """
                UPDATE %s SET oldest_uid = ?, newest_uid = ?, is_complete = ?, highest_mod_seq = ? WHERE id = ?
                """.formatted(table("mailbox_folders"));
        database.execute(Statement.fixed(
                text,
                state.range().oldest(),
                state.range().newest(),
                state.isComplete(),
                state.highestModSeq(),
                state.id()));
    }

    /** What was marked here and is to be told to the server, of mails in this folder. */
    record PendingFlag(UUID mail, UUID version, long uid, boolean isRead) {}

    List<PendingFlag> pendingFlags(UUID folder) {
        var text = """
                SELECT f.mail_id, f.version, p.uid, f.is_read FROM %s f JOIN %s p ON p.mail_id = f.mail_id
                WHERE p.folder_id = ? ORDER BY p.uid LIMIT 1000
                """.formatted(table("pending_flags"), table("mail_places"));
        return database.list(
                Statement.fixed(text, folder),
                row -> new PendingFlag(row.requiredUuid(1), row.requiredUuid(2), row.number(3), row.isTrue(4)));
    }

    /** What one folder of the server has been told. */
    void toldFolder(UUID folder, List<PendingFlag> told) {
        var text = """
                UPDATE %s p SET is_seen = t.seen FROM unnest(?, ?) AS t (uid, seen) WHERE p.folder_id = ? AND p.uid = t.uid
                """.formatted(table("mail_places"));
        database.execute(Statement.fixed(
                text,
                told.stream().map(PendingFlag::uid).toArray(Long[]::new),
                told.stream().map(PendingFlag::isRead).toArray(Boolean[]::new),
                folder));
    }

    /** What the server has been told in all folders; marks that came later stay to be told. */
    void told(Collection<UUID> versions) {
        var text = "DELETE FROM %s f USING unnest(?) AS v (version) WHERE f.version = v.version"
                .formatted(table("pending_flags"));
        database.execute(Statement.fixed(text, (Object) versions.toArray(UUID[]::new)));
    }

    /**
     * Marks mails as they were marked in a folder since it was last looked at, but for those it has yet to be told about.
     *
     * @return the threads that changed
     */
    List<UUID> takeFlags(UUID folder, Map<Long, Boolean> seenOfUid, Instant now) {
        var text = """
                WITH changed AS (UPDATE %2$s p SET is_seen = s.seen FROM unnest(?, ?) AS s (uid, seen)
                    WHERE p.folder_id = ? AND p.uid = s.uid AND p.is_seen <> s.seen RETURNING p.mail_id, p.is_seen)
                UPDATE %1$s m SET is_read = c.is_seen, updated_at = ? FROM changed c
                WHERE m.id = c.mail_id AND m.is_read <> c.is_seen
                    AND NOT EXISTS (SELECT 1 FROM %3$s f WHERE f.mail_id = m.id)
                RETURNING m.thread_id
                """.formatted(table("mails"), table("mail_places"), table("pending_flags"));
        var uids = List.copyOf(seenOfUid.keySet());
        var seen = uids.stream().map(seenOfUid::get).toArray(Boolean[]::new);
        var statement = Statement.fixed(text, uids.toArray(Long[]::new), seen, folder, now);
        return database.list(statement, row -> row.requiredUuid(1)).stream()
                .distinct()
                .toList();
    }
}
