package app.kasar.inbox.imap;

import java.time.Instant;

/**
 * A message as its server keeps it.
 *
 * @param received when the server got it
 * @param raw its bytes as they came
 */
public record RemoteMessage(long uid, boolean isSeen, Instant received, byte[] raw) {}
