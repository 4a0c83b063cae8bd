package app.kasar.jobs;

/** What the jobs of one kind do. May be called by several threads, for a job by one at a time. */
public interface JobWork {
    /** The kind, unique among all. */
    String kind();

    /**
     * Goes on with a job where its counts say it is, until it has come to its end or {@link JobRun#isTimeUp}.
     *
     * @return whether it has come to its end
     * @throws app.kasar.problem.Problem when it can never be done; its message is shown
     */
    boolean run(JobRun run);

    /** The job has ended, in whatever way; what was kept for it in memory can go. */
    default void ended(Job job) {}
}
