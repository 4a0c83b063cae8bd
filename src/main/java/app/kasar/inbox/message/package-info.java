/**
 * The raw bytes of a mail made into a value: who wrote to whom, when, about what, the bodies ready to be shown, and the attachments. Pure: no database, no network, no clock. Content is never refused, however broken; what cannot be read is left out, and the limits on size and nesting are named where they apply. Beside the IMAP client this is the only package that knows jakarta.mail.
 */
@NullMarked
package app.kasar.inbox.message;

import org.jspecify.annotations.NullMarked;
