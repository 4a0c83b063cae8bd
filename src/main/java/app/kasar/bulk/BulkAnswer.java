package app.kasar.bulk;

import app.kasar.jobs.Job;

/** What is said of a request: what became of the records, or which job will tell. */
public sealed interface BulkAnswer permits BulkResult, BulkAnswer.Later {
    /** The records are so many that a job goes through them. */
    record Later(Job job) implements BulkAnswer {}
}
