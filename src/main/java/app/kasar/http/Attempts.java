package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.db.Contention;
import app.kasar.db.SqlFailure;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.Problem;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Runs a handler again where that is right: after a change it did not know of, and after losing against another transaction. */
final class Attempts {
    private static final int MOST_REFRESHES = 2;
    private static final int MOST_RETRIES = 3;
    private static final int LONGEST_PAUSE_MILLIS = 20;
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int SERVER_FAULTS = 500;

    private final UnaryOperator<Actor> refresh;
    private final Consumer<Actor> requireCurrent;
    private int refreshes;
    private int retries;

    /**
     * @param refresh reads an actor anew
     * @param requireCurrent throws {@link StaleSnapshot} when an actor is no longer as it was read
     */
    Attempts(UnaryOperator<Actor> refresh, Consumer<Actor> requireCurrent) {
        this.refresh = refresh;
        this.requireCurrent = requireCurrent;
    }

    Answer run(Actor actor, Function<Actor, Answer> work) {
        var caller = actor;
        while (true) {
            try {
                return attempt(caller, work);
            } catch (StaleSnapshot stale) {
                caller = refreshed(caller, stale);
            } catch (SqlFailure failed) {
                if (!failed.schemaMovedOn()) {
                    throw failed;
                }
                caller = refreshed(caller, failed);
            } catch (Contention lost) {
                pauseOrGiveUp(lost);
            }
        }
    }

    /** A refusal may rest on rights or a schema that have changed since; one that does not stands. */
    private Answer attempt(Actor caller, Function<Actor, Answer> work) {
        try {
            return work.apply(caller);
        } catch (Problem refused) {
            if (refused.code().status() < SERVER_FAULTS) {
                requireCurrent.accept(caller);
            }
            throw refused;
        }
    }

    private Actor refreshed(Actor actor, RuntimeException cause) {
        if (++refreshes > MOST_REFRESHES) {
            throw cause;
        }
        return refresh.apply(actor);
    }

    private void pauseOrGiveUp(Contention lost) {
        if (++retries > MOST_RETRIES) {
            throw Problem.unavailable(
                    "other requests are changing the same records; try again", RETRY_AFTER_SECONDS, lost);
        }
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE_MILLIS * retries));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the server is stopping; try again", RETRY_AFTER_SECONDS, stopped);
        }
    }
}
