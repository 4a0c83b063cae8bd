package app.kasar.inbox.message;

import org.jspecify.annotations.Nullable;

/**
 * What a message says, for the places that show it.
 *
 * @param text as it was sent, or read from the HTML where only that came; lines end in \n
 * @param html harmless to show: nothing in it runs, and nothing is loaded from elsewhere
 * @param snippet the first 200 characters at most of what is new in the message, in one line
 */
public record Bodies(@Nullable String text, @Nullable String html, String snippet) {}
