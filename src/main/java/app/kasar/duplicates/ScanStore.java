package app.kasar.duplicates;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.query.sql.SnapshotSql;
import app.kasar.schema.VisibleSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Where finished scans and their groups are kept. */
final class ScanStore {
    private static final Duration KEPT = Duration.ofHours(2);

    private final Database database;
    private final String schema;
    private final long epoch;

    ScanStore(Database database, VisibleSchema schema) {
        this.database = database;
        this.schema = schema.snapshot().schemaName();
        this.epoch = schema.snapshot().epoch();
    }

    /** The scan that answers the question still: no record changed since. */
    Optional<Scan> findCurrent(Question question, Instant now) {
        return candidates(question, now).stream()
                .filter(candidate -> isUnchanged(question, candidate.snapshot))
                .map(Candidate::scan)
                .findFirst();
    }

    private record Candidate(Scan scan, String snapshot) {}

    private List<Candidate> candidates(Question question, Instant now) {
        var text =
                new SqlText().add("SELECT id, scanned, groups, snapshot FROM ").name(schema, "duplicate_scans");
        text.add(" WHERE object_name = ").value(question.object());
        text.add(" AND question = ").value(question.text());
        text.add(" AND is_current AND epoch = ").value(epoch);
        // Nobody starts to page through a scan that is about to go.
        text.add(" AND created_at > ").value(now.minus(KEPT.dividedBy(2))).add(" ORDER BY created_at DESC LIMIT 1");
        return database.list(text.toStatement(), row -> new Candidate(scan(row), row.requiredText(4)));
    }

    private static Scan scan(Row row) {
        return new Scan(row.requiredUuid(1), row.number(2), row.integer(3));
    }

    private boolean isUnchanged(Question question, String snapshot) {
        var text = new SqlText().add("SELECT ");
        SnapshotSql.changed(text, schema, Set.of(question.object()), snapshot);
        return database.find(text.toStatement(), row -> !row.isTrue(1)).orElse(false);
    }

    /** The scan a cursor names. */
    Optional<Scan> find(UUID id, Question question, Instant now) {
        var text = new SqlText().add("SELECT id, scanned, groups FROM ").name(schema, "duplicate_scans");
        text.add(" WHERE id = ").value(id);
        text.add(" AND question = ").value(question.text());
        text.add(" AND expires_at > ").value(now);
        return database.find(text.toStatement(), ScanStore::scan);
    }

    /** Those of a scan's groups behind a position, in order. */
    List<Group> groups(Scan scan, String object, int after, int most) {
        var text = new SqlText()
                .add("SELECT position, match_field, match_value, record_ids, details::text FROM ")
                .name(schema, "duplicate_groups");
        text.add(" WHERE scan_id = ").value(scan.id());
        text.add(" AND position > ").value(after).add(" AND ");
        Dismissals.notAll(text, schema, object, "record_ids");
        text.add(" ORDER BY position LIMIT ").value(most);
        return database.list(text.toStatement(), ScanStore::group);
    }

    private static Group group(Row row) {
        return new Group(
                row.integer(1), row.requiredText(2), row.text(3), Objects.requireNonNull(row.uuids(4)), row.text(5));
    }

    /** Opens a scan whose groups are added next, in the same transaction; scans of the past go. */
    Scan open(Scan scan, Question question, String snapshot, Instant now) {
        database.execute(new SqlText()
                .add("DELETE FROM ")
                .name(schema, "duplicate_scans")
                .add(" WHERE expires_at <= ")
                .value(now)
                .toStatement());
        var text = new SqlText()
                .add("INSERT INTO ")
                .name(schema, "duplicate_scans")
                .add(" (id, object_name, question, snapshot, scanned, groups, epoch, created_at, expires_at) VALUES (");
        text.value(scan.id()).add(", ").value(question.object()).add(", ").value(question.text());
        text.add(", ").value(snapshot).add(", ").value(scan.scanned()).add(", ").value(scan.groups());
        text.add(", ")
                .value(epoch)
                .add(", ")
                .value(now)
                .add(", ")
                .value(now.plus(KEPT))
                .add(")");
        database.execute(text.toStatement());
        return scan;
    }

    /** Says how many groups were added. */
    Scan close(Scan scan, int groups) {
        database.execute(new SqlText()
                .add("UPDATE ")
                .name(schema, "duplicate_scans")
                .add(" SET groups = ")
                .value(groups)
                .add(" WHERE id = ")
                .value(scan.id())
                .toStatement());
        return new Scan(scan.id(), scan.scanned(), groups);
    }

    /** What was found of an object is no longer so; who pages through it already may go on. */
    void forget(String object) {
        database.execute(new SqlText()
                .add("UPDATE ")
                .name(schema, "duplicate_scans")
                .add(" SET is_current = false WHERE object_name = ")
                .value(object)
                .toStatement());
    }
}
