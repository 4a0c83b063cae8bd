package app.kasar.server;

import java.net.URI;

/** A server that answers requests. Closing it lets the requests under way end, and takes no new ones. */
public interface RunningServer extends AutoCloseable {
    /** Where it is reached, with the port it really has. */
    URI address();

    @Override
    void close();
}
