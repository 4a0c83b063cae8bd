package app.kasar.inbox.message;

import org.jspecify.annotations.Nullable;

/** A file in a message. */
public record Attachment(
        int index,
        String name,
        String mimeType,
        long size,
        boolean inline,
        @Nullable String contentId) {}
