package app.kasar.jobs;

/** The job is no longer as its worker knew it: somebody cancelled it, or another server has taken it over. */
public final class JobMovedOn extends RuntimeException {
    private static final long serialVersionUID = 1;

    JobMovedOn() {
        super("the job is no longer ours", null, false, false);
    }
}
