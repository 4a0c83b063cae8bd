package app.kasar.inbox;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes whoever reads mailboxes because one of them became due. Signals given while nobody waits are one signal. */
final class SyncSignal {
    private final Semaphore given = new Semaphore(0);

    void give() {
        given.release();
    }

    /** Returns when there was a signal, or after a while without. */
    void await(long milliseconds) throws InterruptedException {
        if (given.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
            given.drainPermits();
        }
    }
}
