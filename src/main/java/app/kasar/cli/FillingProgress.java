package app.kasar.cli;

import app.kasar.demo.DemoProgress;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far a filling is: a bar on a terminal, elsewhere a line for each tenth. */
final class FillingProgress implements DemoProgress, AutoCloseable {
    private static final int LINES = 10;
    private static final double NANOS = 1e9;

    private final int contacts;
    private final long began = System.nanoTime();
    private @Nullable ProgressBar bar;
    private int tenths;

    /** @param contacts the number at the end */
    FillingProgress(int contacts) {
        this.contacts = contacts;
    }

    @Override
    public void reached(int now) {
        if (isTerminal()) {
            bar().stepTo(now);
        } else {
            line(now);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Not before there is something to show. */
    private ProgressBar bar() {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Demo data")
                    .setInitialMax(contacts)
                    .setUnit(" contacts", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .build();
        }
        return bar;
    }

    private void line(int now) {
        var reached = (int) ((long) now * LINES / contacts);
        if (reached > tenths) {
            tenths = reached;
            var rate = now / ((System.nanoTime() - began) / NANOS);
            System.err.println(String.format(Locale.ROOT, "Demo data: %d of %d contacts, %.0f/s", now, contacts, rate));
        }
    }
}
