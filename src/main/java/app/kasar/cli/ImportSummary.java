package app.kasar.cli;

import app.kasar.jobs.Job;
import app.kasar.jobs.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What there is to say at the end of an import. */
final class ImportSummary {
    private static final double MILLIS = 1000;

    private ImportSummary() {}

    /** @param errors where the rows that could not be taken were written; null when nowhere */
    static String of(Job job, @Nullable Path errors) {
        var counts = job.counts();
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%s%,d rows: %,d created, %,d updated, %,d duplicates, %,d failed%s.",
                job.isDryRun() ? "Would be, of " : "",
                counts.processed(),
                counts.created(),
                counts.updated(),
                counts.duplicates(),
                counts.failed(),
                speed(job)));
        var unmapped = job.details().path("unmapped_columns");
        if (!unmapped.isEmpty()) {
            var names = unmapped.valueStream().map(name -> name.asString()).toList();
            lines.add("Left out, as no field is known for them: " + String.join(", ", names));
        }
        if (job.status() != JobStatus.DONE) {
            lines.add("It ended before the end of the file: " + job.state().message());
        }
        if (counts.failed() > 0) {
            lines.add(
                    errors == null
                            ? "--errors FILE writes what failed, to be corrected and imported again."
                            : "What failed is in %s; correct it there and import that file.".formatted(errors));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String speed(Job job) {
        var began = job.state().startedAt();
        var ended = job.state().finishedAt();
        if (began == null || ended == null) {
            return "";
        }
        var seconds = Duration.between(began, ended).toMillis() / MILLIS;
        return String.format(Locale.ROOT, " in %.1f s", seconds)
                + (seconds < 1
                        ? ""
                        : String.format(
                                Locale.ROOT, " (%,.0f rows/s)", job.counts().processed() / seconds));
    }
}
