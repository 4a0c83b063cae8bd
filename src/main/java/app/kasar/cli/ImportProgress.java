package app.kasar.cli;

import app.kasar.jobs.Job;
import java.util.Locale;
import java.util.Objects;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far an import is: a bar on a terminal, elsewhere a line for each tenth. */
final class ImportProgress implements AutoCloseable {
    private static final int LINES = 10;
    private static final double NANOS = 1e9;

    private final String task;
    private final long began = System.nanoTime();
    private @Nullable ProgressBar bar;
    private int tenths;

    ImportProgress(String task) {
        this.task = task;
    }

    void reached(Job job) {
        if (System.console() != null && System.console().isTerminal()) {
            var shown = bar(job);
            shown.stepTo(job.counts().processed());
            shown.setExtraMessage(
                    job.counts().failed() == 0
                            ? ""
                            : " %,d failed".formatted(job.counts().failed()));
        } else {
            line(job);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private ProgressBar bar(Job job) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total(job))
                    .setUnit(" rows", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .build();
        }
        return bar;
    }

    private static long total(Job job) {
        return Objects.requireNonNullElse(job.counts().total(), 0L);
    }

    private void line(Job job) {
        var total = Math.max(1, total(job));
        var processed = job.counts().processed();
        var reached = (int) (processed * LINES / total);
        if (reached > tenths) {
            tenths = reached;
            var rate = processed / ((System.nanoTime() - began) / NANOS);
            System.err.println(String.format(
                    Locale.ROOT,
                    "%s: %d of %d rows, %.0f/s, %d failed, %.0f s left",
                    task,
                    processed,
                    total,
                    rate,
                    job.counts().failed(),
                    (total - processed) / Math.max(1, rate)));
        }
    }
}
