/**
 * What users are told: written for them by the features in the transaction of what happened, read and marked by them alone.
 * Nothing here knows what a task or a note is.
 */
@NullMarked
package app.kasar.notifications;

import org.jspecify.annotations.NullMarked;
