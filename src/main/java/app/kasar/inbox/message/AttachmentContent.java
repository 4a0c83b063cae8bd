package app.kasar.inbox.message;

/** A file of a message with its decoded bytes. */
public record AttachmentContent(Attachment attachment, byte[] bytes) {}
