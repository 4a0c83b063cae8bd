package app.kasar.inbox.message;

import org.jspecify.annotations.Nullable;

/**
 * A file that came with a message.
 *
 * @param index its place among the message's files, from 0; stable, because the same bytes are always read alike
 * @param name without any path, and never empty
 * @param size in bytes, decoded
 * @param inline shown within the message rather than beside it
 * @param contentId without angle brackets; the HTML refers to it as cid:
 */
public record Attachment(
        int index,
        String name,
        String mimeType,
        long size,
        boolean inline,
        @Nullable String contentId) {}
