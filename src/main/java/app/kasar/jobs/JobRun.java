package app.kasar.jobs;

import app.kasar.access.Actor;
import java.io.InputStream;
import java.util.List;

/** One turn of a job: what its work is told and given. Belongs to one thread. */
public interface JobRun {
    /** As it stands; after {@link #advance} as it stands then. */
    Job job();

    /**
     * For whom it is done, with the rights they have now.
     *
     * @throws app.kasar.problem.Problem PERMISSION_DENIED when they may do nothing any more
     */
    Actor actor();

    /** Whether it is others' turn, or the server stops. */
    boolean isTimeUp();

    /** The bytes the job was given, from the first. */
    default InputStream file() {
        return file(0);
    }

    /** The bytes the job was given, without so many of the first. */
    InputStream file(long skipped);

    /**
     * Moves the job on; inside the transaction of what is counted both happen or neither.
     *
     * @throws JobMovedOn when the job was cancelled, or another server has taken it over
     */
    void advance(JobCounts step, List<JobError> errors);

    /** As {@link #advance}, in a transaction of its own even when one is open: for what will be rolled back. */
    void report(JobCounts step, List<JobError> errors);

    /** Sets the job back to its beginning, for work that cannot go on in its middle. */
    void restart();
}
