package app.kasar.bulk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ids one after the other, as a job keeps them. */
final class IdFile {
    /** Bytes of one id. */
    static final int SIZE = 16;

    private IdFile() {}

    /** Those of one time next to each other, as they are in their table. */
    static InputStream of(List<UUID> ids) {
        var bytes = ByteBuffer.allocate(ids.size() * SIZE);
        ids.stream()
                .sorted()
                .forEach(id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return new ByteArrayInputStream(bytes.array());
    }

    /** The next ids, {@code most} if there are so many. */
    static List<UUID> read(InputStream file, int most) {
        try {
            var bytes = ByteBuffer.wrap(file.readNBytes(most * SIZE));
            var ids = new ArrayList<UUID>();
            while (bytes.hasRemaining()) {
                ids.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
            return ids;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
