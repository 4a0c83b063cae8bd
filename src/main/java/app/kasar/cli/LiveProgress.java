package app.kasar.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far some work is: a bar on a terminal, elsewhere a line for each tenth. */
final class LiveProgress implements AutoCloseable {
    private static final int LINES = 10;
    private static final double NANOS = 1e9;

    private final String task;
    private final String unit;
    private final long most;
    private final boolean isOnTerminal =
            System.console() != null && System.console().isTerminal();
    private final long began = System.nanoTime();
    private @Nullable ProgressBar bar;
    private int tenths;

    /**
     * @param unit what is counted
     * @param most the number at the end
     */
    LiveProgress(String task, String unit, long most) {
        this.task = task;
        this.unit = unit;
        this.most = most;
    }

    void reached(long now) {
        if (isOnTerminal) {
            bar().stepTo(now);
        } else {
            line(now);
        }
    }

    /** How many a second so far. */
    double rate(long now) {
        return now / ((System.nanoTime() - began) / NANOS);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** Not before there is something to show. */
    private ProgressBar bar() {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(most)
                    .setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .build();
        }
        return bar;
    }

    private void line(long now) {
        var reached = (int) Math.min(LINES, now * LINES / Math.max(1, most));
        if (reached > tenths) {
            tenths = reached;
            System.err.println(String.format(Locale.ROOT, "%s: %d of %d %s, %.0f/s", task, now, most, unit, rate(now)));
        }
    }
}
