/** What messages are made of: bytes to values, whatever the bytes are. No database, no network, no HTTP. */
@NullMarked
package app.kasar.inbox.message;

import org.jspecify.annotations.NullMarked;
