package app.kasar.schema;

import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.SqlFailure;
import app.kasar.db.SqlText;
import app.kasar.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes anew what search finds of an object's records, when a field of it is searched no more or from now on. It goes
 * through the records beside all other work, some at a time, and leaves neither history nor events, since no value changes.
 * What is to be done stands in the catalogue of objects, so that the next start goes on where a server ended too early.
 */
public final class OutdatedDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(OutdatedDocuments.class);
    private static final int RECORDS_AT_ONCE = 1000;
    private static final int ATTEMPTS = 20;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Database database;
    private final SchemaCache schemas;
    private final OrganizationEpoch epoch;

    public OutdatedDocuments(Database database, SchemaCache schemas) {
        this.database = database;
        this.schemas = schemas;
        this.epoch = new OrganizationEpoch(database);
    }

    /** An object, and the epoch that made its records' documents outdated. */
    private record Outdated(String object, long since) {}

    /** Says in the open transaction of a change that the object's documents are outdated, and begins when it has committed. */
    void mark(Organization organization, String object) {
        var schema = organization.schemaName();
        var text = new SqlText()
                .add("UPDATE ")
                .name(schema, "objects")
                .add(" SET documents_outdated = (SELECT epoch FROM ");
        text.name(schema, "state").add(") WHERE name = ").value(object);
        database.execute(text.toStatement());
        database.afterCommit(() -> Thread.ofVirtual().name("documents").start(() -> rewrite(organization)));
    }

    /** Goes through all that is outdated; on past an organization where it fails. */
    public void rewrite(List<Organization> organizations) {
        organizations.forEach(this::rewrite);
    }

    private void rewrite(Organization organization) {
        try {
            for (var next = find(organization); next.isPresent(); next = find(organization)) {
                rewrite(organization, next.get());
            }
        } catch (Problem | SqlFailure | Contention failed) {
            LOG.warn("what search finds in {} is outdated; the next start tries again", organization.slug(), failed);
        }
    }

    private Optional<Outdated> find(Organization organization) {
        var text =
                new SqlText().add("SELECT name, documents_outdated FROM ").name(organization.schemaName(), "objects");
        text.add(" WHERE documents_outdated IS NOT NULL ORDER BY position LIMIT 1");
        return database.find(text.toStatement(), row -> new Outdated(row.requiredText(1), row.number(2)));
    }

    private void rewrite(Organization organization, Outdated outdated) {
        var last = BEFORE_ALL;
        while (true) {
            var next = rewriteBehind(organization.schemaName(), outdated.object(), last);
            if (next.isEmpty()) {
                finish(organization, outdated);
                return;
            }
            last = next.get();
        }
    }

    /** Again with the fields as they are now, when they change meanwhile. */
    private Optional<UUID> rewriteBehind(String schema, String object, UUID last) {
        for (var attempt = 1; ; attempt++) {
            try {
                var current = schemas.current(schema).find(object);
                return current.flatMap(found -> rewriteSome(schema, found, last));
            } catch (SqlFailure failed) {
                if (attempt == ATTEMPTS || !failed.schemaMovedOn()) {
                    throw failed;
                }
            } catch (Contention lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }

    /** The last id of those gone through; empty when there are no more. */
    private Optional<UUID> rewriteSome(String schema, ObjectSchema object, UUID last) {
        var text = new SqlText().add("WITH part AS (SELECT t.id, ");
        SearchDocument.write(text, object, column -> text.name("t", column));
        text.add(" AS document FROM ")
                .name(schema, object.table())
                .add(" t WHERE t.id > ")
                .value(last);
        // Locked, so that no record changes between what is read of it and what is written.
        text.add(" ORDER BY t.id LIMIT " + RECORDS_AT_ONCE + " FOR UPDATE OF t), w AS (UPDATE ");
        text.name(schema, object.table()).add(" t SET ").name(SearchDocument.COLUMN);
        text.add(" = s.document FROM part s WHERE t.id = s.id AND ").name("t", SearchDocument.COLUMN);
        text.add(" IS DISTINCT FROM s.document RETURNING t.id, ")
                .name("t", SearchDocument.COLUMN)
                .add("), words AS (");
        SearchDocument.newWords(text, schema, "w");
        text.add(") SELECT id FROM part ORDER BY id DESC LIMIT 1");
        return database.find(text.toStatement(), row -> row.requiredUuid(1));
    }

    /** The epoch grows, so that nobody takes what was counted before for what is found now. */
    private void finish(Organization organization, Outdated outdated) {
        var schema = organization.schemaName();
        var text = new SqlText()
                .add("UPDATE ")
                .name(schema, "objects")
                .add(" SET documents_outdated = NULL WHERE name = ");
        text.value(outdated.object()).add(" AND documents_outdated = ").value(outdated.since());
        database.inTransaction(() -> {
            epoch.advance(new Author.Operator(organization));
            return database.execute(text.toStatement());
        });
    }
}
