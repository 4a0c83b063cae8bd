package app.kasar.inbox.message;

import org.jspecify.annotations.Nullable;

/** An address and whose it is. */
public record Mailbox(@Nullable String name, String address) {}
