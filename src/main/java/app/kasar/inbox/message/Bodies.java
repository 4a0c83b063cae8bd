package app.kasar.inbox.message;

import org.jspecify.annotations.Nullable;

/** What a message says. */
public record Bodies(@Nullable String text, @Nullable String html, String snippet) {}
