package app.kasar.jobs;

/**
 * A record a job could not take.
 *
 * @param place of the record among all, from 1
 * @param line where it begins in the file, from 1
 * @param record as it came, in the form of the job's file of errors
 */
public record JobError(long place, long line, String code, String message, String record) {}
