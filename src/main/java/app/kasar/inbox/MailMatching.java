package app.kasar.inbox;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.records.EntityLinks;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts and companies a mail belongs to: contacts by any of their addresses, companies by the domains they are known
 * by. New mails are matched in the transaction that stores them; contacts and companies that changed are matched with the mails
 * there are by {@link #follow}. The two never run side by side on one mailbox, so nothing falls between them.
 */
final class MailMatching {
    /** Where the host stands in a web address, without "www.". */
    private static final String HOST =
            "substring(lower(c.website) from '^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@?#]*@)?(?:www[.])?([^/:?#]+)')";

    private final Database database;
    private final EntityLinks links;
    private final String schema;

    MailMatching(Database database, String schemaName) {
        this.database = database;
        this.links = new EntityLinks(database);
        this.schema = schemaName;
    }

    private String table(String name) {
        return SchemaTable.of(schema, name);
    }

    /** Links mails that have just been stored. Needs their transaction. */
    void match(Collection<UUID> mails, Instant now) {
        var ids = mails.toArray(UUID[]::new);
        var found = new SqlText()
                .add(
                        "SELECT m.id, 'contacts', c.id FROM %s m JOIN %s c ON c.email_values && m.addresses WHERE m.id = ANY("
                                .formatted(table("mails"), table("contacts")))
                .value(ids)
                .add(
                        (") UNION ALL SELECT m.id, 'companies', d.company_id FROM %s m JOIN %s d ON d.domain = ANY(m.domains)"
                                        + " WHERE m.id = ANY(")
                                .formatted(table("mails"), table("company_domains")))
                .value(ids)
                .add(")");
        links.linkFound(SystemObjects.INTERACTIONS, found, schema, now);
    }

    /**
     * Matches the contacts and companies that changed since the last time with all mails. Holds off the storing of mails while
     * it lasts, so that each mail meets each contact on one side or the other.
     */
    void follow(Instant now) {
        database.inTransaction(() -> {
            var from = lockedPosition();
            if (from == null) {
                return false;
            }
            lockMailboxes();
            var to = horizon();
            domainsOfCompanies(changed("companies", "c.id", from, to));
            links.linkFound(SystemObjects.INTERACTIONS, ofChanged(from, to), schema, now);
            var text = "UPDATE %s SET matched_to = ?::xid8".formatted(table("mail_matching"));
            return database.execute(Statement.fixed(text, to)) == 1;
        });
    }

    /** Empty before the first time; null when another node is at it, or there is nothing new. */
    private @Nullable String lockedPosition() {
        var text = """
                SELECT coalesce(p.matched_to::text, '') FROM %s p WHERE p.matched_to IS NULL OR EXISTS (
                    SELECT 1 FROM %s e WHERE e.object_name IN ('contacts', 'companies') AND e.transaction_id >= p.matched_to)
                FOR UPDATE OF p SKIP LOCKED
                """.formatted(table("mail_matching"), table("events"));
        return database.find(Statement.fixed(text), row -> row.requiredText(1)).orElse(null);
    }

    /** Nothing comes from disconnected ones any more, and removing them is not to be waited for. */
    private void lockMailboxes() {
        var text =
                "SELECT id FROM %s WHERE disconnected_at IS NULL ORDER BY id FOR SHARE".formatted(table("mailboxes"));
        database.list(Statement.fixed(text), row -> row.requiredUuid(1));
    }

    /** Every transaction before this one has ended, so its events can be seen or never were. */
    private String horizon() {
        return database.find(
                        Statement.fixed("SELECT pg_snapshot_xmin(pg_current_snapshot())::text"),
                        row -> row.requiredText(1))
                .orElseThrow();
    }

    /** Holds for the records of an object that changed in a while; for all of them where it has no beginning. */
    private SqlText changed(String object, String id, String from, String to) {
        if (from.isEmpty()) {
            return new SqlText().add("true");
        }
        return new SqlText()
                .add(id + " IN (SELECT e.record_id FROM %s e WHERE e.object_name = ".formatted(table("events")))
                .literal(object)
                .add(" AND e.kind IN ('created', 'updated') AND e.transaction_id >= ")
                .value(from, "xid8")
                .add(" AND e.transaction_id < ")
                .value(to, "xid8")
                .add(")");
    }

    /** Keeps by which domains companies are known: their own, that of their website, and those of their addresses. */
    private void domainsOfCompanies(SqlText which) {
        var delete = new SqlText()
                .add("DELETE FROM %s d USING %s c WHERE d.company_id = c.id AND "
                        .formatted(table("company_domains"), table("companies")))
                .add(which);
        database.execute(delete.toStatement());
        var insert = new SqlText()
                .add("INSERT INTO %s (domain, company_id) SELECT DISTINCT x.domain, c.id FROM %s c, LATERAL ("
                        .formatted(table("company_domains"), table("companies")))
                .add("SELECT regexp_replace(lower(c.domain), '^www[.]', '') UNION ALL SELECT " + HOST)
                .add(" UNION ALL SELECT lower(substring(a from '@(.*)$')) FROM unnest(c.email_values) a) x (domain)")
                .add(" WHERE x.domain LIKE '%_._%' AND x.domain <> ALL(")
                .value(FreeMailDomains.all())
                .add(") AND ")
                .add(which)
                .add(" ON CONFLICT DO NOTHING");
        database.execute(insert.toStatement());
    }

    private SqlText ofChanged(String from, String to) {
        return new SqlText()
                .add("SELECT m.id, 'contacts', c.id FROM %s c JOIN %s m ON m.addresses && c.email_values WHERE "
                        .formatted(table("contacts"), table("mails")))
                .add(changed("contacts", "c.id", from, to))
                .add(
                        " UNION ALL SELECT m.id, 'companies', d.company_id FROM %s d JOIN %s m ON m.domains && ARRAY[d.domain] WHERE "
                                .formatted(table("company_domains"), table("mails")))
                .add(changed("companies", "d.company_id", from, to));
    }
}
