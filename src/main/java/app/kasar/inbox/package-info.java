/**
 * Mail: accounts users connect, reading them without losing or doubling a message, conversations, and to which records a mail
 * belongs. Mails are interactions and threads are an object like any other, both written through the records engine; what only
 * mails have is in tables of this room's. Whose mail somebody may see is decided by the access rules. Only {@code imap} knows
 * how a mail server is spoken to, and only {@code message} what a message is made of.
 */
@NullMarked
package app.kasar.inbox;

import org.jspecify.annotations.NullMarked;
