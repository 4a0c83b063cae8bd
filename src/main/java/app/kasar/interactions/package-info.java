/**
 * Calls, meetings, messages and mails as one kind of thing, linked to the records they are about. Who sees one is decided by
 * the access rules; where mails come from is none of this room's business.
 */
@NullMarked
package app.kasar.interactions;

import org.jspecify.annotations.NullMarked;
