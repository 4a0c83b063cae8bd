package app.kasar.inbox;

import static java.util.Objects.requireNonNull;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import app.kasar.inbox.imap.ImapAddress;
import app.kasar.inbox.imap.ImapLogin;
import app.kasar.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The mailboxes of one organization as its schema holds them. */
final class MailboxStore {
    private static final String COLUMNS = "id, owner_id, provider, email, host, port, security, username, auth, status,"
            + " last_synced_at, last_error, seen, stored, skipped::text, is_expired";

    private final Database database;
    private final String table;

    MailboxStore(Database database, String schemaName) {
        this.database = database;
        this.table = SchemaTable.of(schemaName, "mailboxes");
    }

    private Statement sql(String text, Object... parameters) {
        return Statement.fixed(text.formatted(table), parameters);
    }

    /** Oldest first. */
    List<Mailbox> list(UUID owner) {
        return database.list(
                sql(
                        "SELECT " + COLUMNS
                                + " FROM %s WHERE owner_id = ? AND disconnected_at IS NULL ORDER BY created_at, id",
                        owner),
                MailboxStore::read);
    }

    Optional<Mailbox> find(UUID owner, UUID id) {
        return database.find(
                sql(
                        "SELECT " + COLUMNS + " FROM %s WHERE id = ? AND owner_id = ? AND disconnected_at IS NULL",
                        id,
                        owner),
                MailboxStore::read);
    }

    /** False when the owner has connected this address before. */
    boolean add(UUID owner, UUID id, NewMailbox asked, byte[] secret, Instant now) {
        var text = """
                INSERT INTO %s (id, owner_id, provider, email, host, port, security, auth, username, secret, status,
                    next_sync_at, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'syncing', ?, ?, ?)
                ON CONFLICT (owner_id, lower(email)) WHERE disconnected_at IS NULL DO NOTHING
                """;
        var address = asked.address();
        var login = asked.login();
        var insert = sql(
                text,
                id,
                owner,
                asked.provider().wireName(),
                asked.email(),
                address.host(),
                address.port(),
                address.security().wireName(),
                login.method().wireName(),
                login.username(),
                secret,
                now,
                now,
                now);
        return database.execute(insert) == 1;
    }

    void replaceSecret(UUID id, byte[] secret, Instant now) {
        database.execute(sql(
                "UPDATE %s SET secret = ?, secret_worked = false, is_expired = false,"
                        + " status = 'syncing', failures = 0, next_sync_at = ?, updated_at = ?"
                        + " WHERE id = ?",
                secret, now, now, id));
    }

    /** Makes a mailbox due now. */
    void wantSync(UUID id, Instant now) {
        database.execute(sql("UPDATE %s SET status = 'syncing', next_sync_at = ? WHERE id = ?", now, id));
    }

    /** It is read no more and its secret is gone; whoever reads it now finds out at the next step. */
    void disconnect(UUID id, Instant now) {
        database.execute(sql(
                "UPDATE %s SET disconnected_at = ?, secret = '', lease_holder = NULL, lease_until = NULL,"
                        + " next_sync_at = 'infinity' WHERE id = ?",
                now, id));
    }

    /** A disconnected mailbox. */
    record Disconnected(UUID id, UUID ownerId) {}

    /** One that was disconnected and that nobody else is removing, kept from others until the transaction ends. */
    Optional<Disconnected> lockDisconnected() {
        return database.find(
                sql("SELECT id, owner_id FROM %s WHERE disconnected_at IS NOT NULL"
                        + " ORDER BY disconnected_at LIMIT 1 FOR UPDATE SKIP LOCKED"),
                row -> new Disconnected(row.requiredUuid(1), row.requiredUuid(2)));
    }

    void remove(UUID id) {
        database.execute(sql("DELETE FROM %s WHERE id = ?", id));
    }

    static Mailbox read(Row row) {
        var address = new ImapAddress(
                row.requiredText(5),
                row.integer(6),
                ImapAddress.Security.find(row.requiredText(7)).orElseThrow());
        var account = new Mailbox.Account(
                Provider.find(row.requiredText(3)).orElseThrow(),
                row.requiredText(4),
                address,
                row.requiredText(8),
                ImapLogin.Method.find(row.requiredText(9)).orElseThrow());
        var counts = new Mailbox.Counts(row.number(13), row.number(14), skipped(row.requiredText(15)));
        var state = new Mailbox.State(
                Mailbox.Status.of(row.requiredText(10)), row.instant(11), row.text(12), row.isTrue(16), counts);
        return new Mailbox(row.requiredUuid(1), row.requiredUuid(2), account, state);
    }

    static String columns() {
        return COLUMNS;
    }

    private static Map<String, Long> skipped(String json) {
        var skipped = new HashMap<String, Long>();
        Json.MAPPER
                .readTree(json)
                .properties()
                .forEach(reason -> skipped.put(
                        reason.getKey(), requireNonNull(reason.getValue()).longValue()));
        return skipped;
    }
}
