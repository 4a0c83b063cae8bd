package app.kasar.inbox;

import app.kasar.inbox.message.ParsedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What tells a message from every other of its mailbox, however often and wherever it is seen. Copies of one message differ in
 * what was written on them on the way, so what counts is the Message-ID together with what the message says: broken programs
 * give one id to many messages, and none of those may be lost. Without an id all bytes count.
 */
final class MessageIdentity {
    private MessageIdentity() {}

    static byte[] of(ParsedMessage message, byte[] raw) {
        var digest = sha256();
        var id = message.identity().messageId();
        if (id == null) {
            add(digest, "bytes");
            digest.update(raw);
            return digest.digest();
        }
        var from = message.participants().from();
        add(digest, "id");
        add(digest, id);
        add(digest, from == null ? null : from.address());
        message.participants().to().forEach(to -> add(digest, to.address()));
        message.participants().cc().forEach(cc -> add(digest, cc.address()));
        add(digest, message.subject());
        add(digest, message.bodies().text());
        add(digest, message.bodies().html());
        for (var attachment : message.attachments()) {
            add(digest, attachment.name());
            add(digest, Long.toString(attachment.size()));
        }
        return digest.digest();
    }

    /** The hash a message id is known by in the index of threads. */
    static byte[] hash(String messageId) {
        return sha256().digest(messageId.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        var bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : bytes.length)
                .array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
