package app.kasar.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * What is open and must be closed, last opened first, when the command ends or the process is told to end (Ctrl-C,
 * SIGTERM). A signal that comes while something is being opened waits until it is open, so that it is closed too.
 */
final class OrderlyStop implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Thread atSignal = new Thread(this::closeAll, "stop");
    private boolean stopping;

    private OrderlyStop() {}

    static OrderlyStop begin() {
        var stop = new OrderlyStop();
        Runtime.getRuntime().addShutdownHook(stop.atSignal);
        return stop;
    }

    synchronized <T extends AutoCloseable> T open(Supplier<T> opening) {
        if (stopping) {
            throw new IllegalStateException("stopped before the start was complete");
        }
        var opened = opening.get();
        open.push(opened);
        return opened;
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atSignal);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook runs or has run, and found nothing left to close.
            return;
        }
    }

    private synchronized void closeAll() {
        stopping = true;
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    /** What cannot be closed must not keep what was opened before it from being closed. */
    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failed) {
            System.err.println("kasar: while stopping: " + failed.getMessage());
        }
    }
}
