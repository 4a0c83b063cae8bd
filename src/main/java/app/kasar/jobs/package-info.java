/**
 * Durable work in the background: what is to be done, how far it is, and that it goes on when a server dies. What a job
 * does is said by the feature that registers a {@link app.kasar.jobs.JobWork}; nothing here knows any feature.
 */
@NullMarked
package app.kasar.jobs;

import org.jspecify.annotations.NullMarked;
