package app.kasar.http;

import java.time.Duration;

/**
 * Ends writes that the other side does not take. Sockets know no time limit for writing; but a virtual thread that is
 * interrupted while it writes to one gets its socket closed. Belongs to the thread that writes.
 */
final class WriteWatch implements AutoCloseable {
    private static final int CHECKS = 4;

    private final Duration limit;
    private final Thread writer = Thread.currentThread();
    private long beganNanos;
    private boolean isWriting;
    private boolean hasStalled;
    private boolean isClosed;

    private WriteWatch(Duration limit) {
        this.limit = limit;
    }

    /** Watches the calling thread, a virtual one, until it is closed. */
    static WriteWatch start(Duration limit) {
        var watch = new WriteWatch(limit);
        Thread.ofVirtual().name("write-watch").start(watch::watch);
        return watch;
    }

    synchronized void begin() {
        isWriting = true;
        beganNanos = System.nanoTime();
    }

    /** Whether the write that ends here took too long; the thread is no longer interrupted then. */
    synchronized boolean end() {
        isWriting = false;
        return hasStalled && Thread.interrupted();
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    private synchronized void watch() {
        try {
            while (!isClosed && !hasStalled) {
                wait(Math.max(1, limit.toMillis() / CHECKS));
                if (isWriting && System.nanoTime() - beganNanos > limit.toNanos()) {
                    hasStalled = true;
                    writer.interrupt();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
