package app.kasar.inbox;

import app.kasar.problem.Problem;

/** Where the key comes from that encrypts what users entrust the server with. May be shared by threads. */
@FunctionalInterface
public interface SecretKeys {
    /** Bytes of a key. */
    int LENGTH = 32;

    /**
     * The same {@value #LENGTH} bytes every time and on every node.
     *
     * @throws Problem CONFLICT when the operator has yet to set one
     */
    byte[] key();
}
