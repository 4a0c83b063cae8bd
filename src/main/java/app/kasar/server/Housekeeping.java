package app.kasar.server;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away what has had its time, when the server starts and every hour from then on. Servers may do so side by side. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long EVERY_MINUTES = 60;

    private final Supplier<List<String>> schemaNames;
    private final List<Consumer<String>> chores;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("housekeeping").factory());

    /**
     * @param schemaNames of all organizations there are by then
     * @param chores each told a schema's name
     */
    Housekeeping(Supplier<List<String>> schemaNames, List<Consumer<String>> chores) {
        this.schemaNames = schemaNames;
        this.chores = chores;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the work itself lets no exception out
    Housekeeping start() {
        schedule.scheduleWithFixedDelay(this::runOrLog, 0, EVERY_MINUTES, TimeUnit.MINUTES);
        return this;
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }

    private void runOrLog() {
        try {
            for (var schemaName : schemaNames.get()) {
                chores.forEach(chore -> chore.accept(schemaName));
            }
        } catch (RuntimeException failed) {
            LOG.warn("old jobs and scans could not be cleared away; trying again in an hour", failed);
        }
    }
}
