package app.kasar.inbox;

import app.kasar.inbox.imap.ImapFailure;
import app.kasar.inbox.imap.RemoteFolder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Readers who wait for their server to tell news. Whoever waits keeps nobody else from reading. */
final class NewsWatch {
    /** Shorter than the longest wait for bytes, so that silence is not taken for a lost connection. */
    private static final Duration AT_A_TIME = Duration.ofSeconds(45);

    private static final long UNTIL_ASKED_AGAIN_MILLISECONDS = 500;

    private final Semaphore readers;
    private final Map<UUID, Semaphore> waiting = new ConcurrentHashMap<>();

    /** @param readers one permit of which the caller of {@link #await} holds */
    NewsWatch(Semaphore readers) {
        this.readers = readers;
    }

    /**
     * Waits for news, for {@link #wake}, or for a while.
     *
     * @return false when only time passed
     */
    boolean await(UUID holder, RemoteFolder folder) throws ImapFailure {
        var woken = new Semaphore(0);
        var waker = new Waker(folder, woken);
        waiting.put(holder, woken);
        readers.release();
        var thread = Thread.ofVirtual().name("waker").start(waker);
        try {
            folder.awaitNews();
        } finally {
            thread.interrupt();
            waiting.remove(holder);
            readers.acquireUninterruptibly();
        }
        return !waker.timePassed;
    }

    List<UUID> holders() {
        return List.copyOf(waiting.keySet());
    }

    void wake(Collection<UUID> holders) {
        for (var holder : holders) {
            var woken = waiting.get(holder);
            if (woken != null) {
                woken.release();
            }
        }
    }

    /** Ends one wait. Whoever waits may not have begun yet when it is ended, so it is ended again until it has. */
    private static final class Waker implements Runnable {
        private final RemoteFolder folder;
        private final Semaphore woken;
        private volatile boolean timePassed;

        Waker(RemoteFolder folder, Semaphore woken) {
            this.folder = folder;
            this.woken = woken;
        }

        @Override
        public void run() {
            try {
                timePassed = !woken.tryAcquire(AT_A_TIME.toMillis(), TimeUnit.MILLISECONDS);
                while (true) {
                    folder.stopWaiting();
                    TimeUnit.MILLISECONDS.sleep(UNTIL_ASKED_AGAIN_MILLISECONDS);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
