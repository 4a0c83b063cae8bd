package app.kasar.inbox.message;

/** A file in a message with its bytes. */
public record AttachmentContent(Attachment attachment, byte[] bytes) {}
