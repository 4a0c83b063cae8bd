package app.kasar.server;

import app.kasar.access.Actor;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.accounts.Administration;
import app.kasar.accounts.WorkspaceUser;
import app.kasar.db.StaleSnapshot;
import app.kasar.jobs.Job;
import app.kasar.jobs.JobError;
import app.kasar.jobs.JobScheduler;
import app.kasar.jobs.Jobs;
import app.kasar.schema.SchemaCache;
import app.kasar.transfer.imports.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Imports files at the command line, in an administrator's name. The job is worked on here and by whatever servers run; it
 * goes on there when this ends before it does.
 */
public final class FileImports {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int ATTEMPTS = 5;

    private final Administration administration;
    private final Imports imports;
    private final Jobs jobs;
    private final SchemaCache schemas;
    private final Supplier<JobScheduler> worker;

    FileImports(
            Administration administration,
            Imports imports,
            Jobs jobs,
            SchemaCache schemas,
            Supplier<JobScheduler> worker) {
        this.administration = administration;
        this.imports = imports;
        this.jobs = jobs;
        this.schemas = schemas;
        this.worker = worker;
    }

    /**
     * Imports a file into the organization with this short name.
     *
     * @param progress is told several times a second how far the job is
     * @return the job at its end
     */
    public Job run(String slug, Path file, Imports.Asked asked, Imports.FileTerms terms, Consumer<Job> progress) {
        var organization = administration.organizations().getBySlug(slug);
        var job = asAdministrator(organization, actor -> imports.importFile(actor, asked, terms, () -> open(file)));
        try (var working = worker.get()) {
            return wait(organization, job.id(), progress);
        }
    }

    /** The records a job could not take, and the line above them. */
    public String errorHeader(String slug, UUID job) {
        return asAdministrator(administration.organizations().getBySlug(slug), actor -> jobs.errorHeader(actor, job));
    }

    /** The records a job could not take, in order. */
    public void errors(String slug, UUID job, Consumer<JobError> reader) {
        asAdministrator(administration.organizations().getBySlug(slug), actor -> {
            jobs.errors(actor, job, reader);
            return job;
        });
    }

    private Job wait(Organization organization, UUID id, Consumer<Job> progress) {
        while (true) {
            var job = asAdministrator(organization, actor -> jobs.get(actor, id));
            progress.accept(job);
            if (job.status().isFinished()) {
                return job;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Again when the organization's users, rights or schema change meanwhile. */
    private <T> T asAdministrator(Organization organization, Function<Actor, T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.apply(administrator(organization));
            } catch (StaleSnapshot changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
            }
        }
    }

    private Actor administrator(Organization organization) {
        var epoch = schemas.current(organization.schemaName()).epoch();
        var member = administration.users().list(organization).stream()
                .filter(user -> user.role() == Role.ADMIN && user.isActive())
                .map(WorkspaceUser::member)
                .findFirst()
                .orElseThrow();
        return Actor.atCommandLine(organization, member, epoch);
    }
}
