package app.kasar.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that its writer cannot close or push on: only the sender knows when a body has ended. */
final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
    }

    @Override
    public void flush() {
        // What is small waits until it is a chunk: as long as nothing has left, a failure is an ordinary answer.
    }

    @Override
    public void close() {
        // The sender ends the body.
    }
}
