package app.kasar.jobs;

import app.kasar.access.Actor;
import app.kasar.db.SqlText;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of an organization's jobs a caller sees.
 *
 * @param requester whose jobs; null is everybody's
 * @param objects the only objects they may be on; null means no such limit
 */
record VisibleJobs(@Nullable UUID requester, @Nullable Set<String> objects) {
    private static final String OBJECT = "object_name";

    /** Administrators see all and others their own, as far as the token reaches: what a job could not take is data. */
    static VisibleJobs to(Actor actor) {
        return new VisibleJobs(
                actor.isAdmin() ? null : actor.member().id(),
                actor.permissions().objects());
    }

    boolean has(Job job) {
        return (requester == null || requester.equals(job.requester().memberId()))
                && (objects == null
                        || objects.contains(job.details().path(OBJECT).asString("")));
    }

    void write(SqlText text) {
        text.add("true");
        if (requester != null) {
            text.add(" AND requested_by = ").value(requester);
        }
        if (objects != null) {
            text.add(" AND details->>'" + OBJECT + "' IN (NULL");
            objects.forEach(object -> text.add(", ").value(object));
            text.add(")");
        }
    }
}
