package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.SnapshotSql;
import app.kasar.schema.VisibleSchema;

/**
 * A record's versions as one statement. A version in the history table says who ended it, so who made a version is said
 * by the one before.
 */
final class HistorySql {
    // No column of a record is named like these: field names hold no tilde.
    private static final String NOW = "~now";
    private static final String BEFORE = "~before";

    private final VisibleSchema schema;
    private final RecordHistory.Subject subject;
    private final SqlText text = new SqlText();

    private HistorySql(VisibleSchema schema, RecordHistory.Subject subject) {
        this.schema = schema;
        this.subject = subject;
    }

    static Statement of(VisibleSchema schema, RecordHistory.Subject subject, RecordHistory.Part part) {
        return new HistorySql(schema, subject).statement(part);
    }

    private Statement statement(RecordHistory.Part part) {
        versions();
        compared();
        text.add(", chosen AS (SELECT * FROM compared WHERE ");
        text.add(part.withFirst() ? "\"~n\" = 1 OR " : "\"~n\" > 1 AND ");
        differs();
        text.add(") SELECT m.*, p.* FROM (SELECT ");
        SnapshotSql.epoch(text, name());
        text.add(", EXISTS (SELECT 1 FROM present) AS readable, (SELECT count(*) FROM chosen) AS total) m LEFT JOIN (");
        text.add("SELECT \"~since\", \"~n\" = 1 AS first, \"~author\", \"~of_token\", \"~of_request\"");
        columns(NOW);
        columns(BEFORE);
        text.add(" FROM chosen");
        if (part.before() != null) {
            text.add(" WHERE \"~since\" < ").value(part.before());
        }
        text.add(" ORDER BY \"~since\" DESC");
        if (part.limit() != null) {
            text.add(" LIMIT ").value(part.limit());
        }
        return text.add(") p ON true ORDER BY p.\"~since\" DESC").toStatement();
    }

    /** Versions of an earlier record that was deleted under the same id ended before this one was created. */
    private void versions() {
        text.add("WITH present AS (SELECT t.* FROM ")
                .name(name(), subject.object().table());
        text.add(" t WHERE t.id = ").value(subject.id()).add(" AND ");
        CriterionSql.write(text, AccessRules.rows(schema, subject.object().name(), Action.READ), name(), "t");
        text.add(
                "), versions AS (SELECT lower(h.valid) AS \"~since\", h.changed_by AS \"~by\", h.token_id AS \"~token\","
                        + " h.request_id AS \"~request\", p.created_by AS \"~creator\"");
        values("h");
        text.add(" FROM present p JOIN ").name(name(), subject.object().historyTable());
        text.add(" h ON h.id = p.id AND upper(h.valid) > p.created_at");
        text.add(" UNION ALL SELECT p.updated_at, NULL, NULL, NULL, p.created_by");
        values("p");
        text.add(" FROM present p)");
    }

    private void values(String alias) {
        for (var index = 0; index < subject.columns().size(); index++) {
            text.add(", ").name(alias, subject.columns().get(index).name());
            text.add(" AS ").name(NOW + index);
        }
    }

    private void compared() {
        text.add(", compared AS (SELECT v.*, row_number() OVER w AS \"~n\","
                + " CASE row_number() OVER w WHEN 1 THEN v.\"~creator\" ELSE lag(v.\"~by\") OVER w END AS \"~author\","
                + " lag(v.\"~token\") OVER w AS \"~of_token\", lag(v.\"~request\") OVER w AS \"~of_request\"");
        for (var index = 0; index < subject.columns().size(); index++) {
            text.add(", lag(").name("v", NOW + index).add(") OVER w AS ").name(BEFORE + index);
        }
        text.add(" FROM versions v WINDOW w AS (ORDER BY v.\"~since\"))");
    }

    private void differs() {
        for (var index = 0; index < subject.columns().size(); index++) {
            text.add(index == 0 ? "(" : " OR ").name(NOW + index);
            text.add(" IS DISTINCT FROM ").name(BEFORE + index);
        }
        text.add(")");
    }

    private void columns(String prefix) {
        for (var index = 0; index < subject.columns().size(); index++) {
            text.add(", ").name(prefix + index);
        }
    }

    private String name() {
        return schema.snapshot().schemaName();
    }
}
