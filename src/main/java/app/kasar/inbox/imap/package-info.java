/** How mail servers are spoken to. Nothing here knows of the database, of users or of what a message says. */
@NullMarked
package app.kasar.inbox.imap;

import org.jspecify.annotations.NullMarked;
