package app.kasar.server;

import app.kasar.access.Organization;
import app.kasar.db.Database;
import app.kasar.duplicates.ExpiredScans;
import app.kasar.inbox.MailSync;
import app.kasar.jobs.EndedJobs;
import app.kasar.jobs.JobScheduler;
import app.kasar.schema.MissingIndexes;
import app.kasar.schema.OutdatedDocuments;
import app.kasar.schema.SchemaCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What a server does unasked: reading mail, working on jobs, finishing what was left undone, clearing away. */
final class BackgroundWork implements AutoCloseable {
    private final MailSync mailSync;
    private final JobScheduler jobs;
    private final Housekeeping housekeeping;

    private BackgroundWork(MailSync mailSync, JobScheduler jobs, Housekeeping housekeeping) {
        this.mailSync = mailSync;
        this.jobs = jobs;
        this.housekeeping = housekeeping;
    }

    /** What of it is made already. */
    record Parts(MailSync mailSync, Supplier<JobScheduler> jobs, Supplier<List<Organization>> organizations) {
        List<String> schemaNames() {
            return organizations.get().stream().map(Organization::schemaName).toList();
        }
    }

    /** Begins with all of it. */
    static BackgroundWork start(
            Parts parts, Database database, SchemaCache schemas, InstantSource clock, Duration jobsKept) {
        parts.mailSync().start();
        var jobs = parts.jobs().get();
        Thread.ofVirtual().name("left-undone").start(() -> {
            new MissingIndexes(database, schemas).build(parts.schemaNames());
            new OutdatedDocuments(database, schemas)
                    .rewrite(parts.organizations().get());
        });
        var housekeeping = housekeeping(parts, database, clock, jobsKept).start();
        return new BackgroundWork(parts.mailSync(), jobs, housekeeping);
    }

    private static Housekeeping housekeeping(Parts parts, Database database, InstantSource clock, Duration jobsKept) {
        var jobs = new EndedJobs(database);
        var scans = new ExpiredScans(database);
        return new Housekeeping(
                parts::schemaNames,
                List.of(
                        schema -> jobs.remove(schema, clock.instant().minus(jobsKept)),
                        schema -> scans.remove(schema, clock.instant())));
    }

    @Override
    public void close() {
        mailSync.close();
        housekeeping.close();
        jobs.close();
    }
}
