package app.kasar.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who uses a data directory's PostgreSQL: every process that opened it holds a shared lock on one file, so the last one out
 * knows that it is the last. The operating system drops the locks of a process that was killed, which a file naming its
 * owner's process id would not survive.
 *
 * <p>A process has each lock file open at most once, because closing any copy would drop the lock; so several uses within
 * one process are counted.
 */
final class DirectoryUse {
    private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock();
    private static final Map<Path, DirectoryUse> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private int count;

    private DirectoryUse(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Runs {@code work} while no other process or thread starts or stops the directory's PostgreSQL. */
    static <T> T alone(DataDirectory directory, Consumer<String> progress, Supplier<T> work) {
        WITHIN_THIS_PROCESS.lock();
        try (var channel = open(directory.lock());
                var held = lock(channel, progress)) {
            assert held.isValid();
            return work.get();
        } catch (IOException failed) {
            throw new PostgresFailure("cannot lock %s: %s".formatted(directory.lock(), failed), failed);
        } finally {
            WITHIN_THIS_PROCESS.unlock();
        }
    }

    /** Joins the users of the directory. Only inside {@link #alone}. */
    static DirectoryUse join(DataDirectory directory) {
        var use = HELD.computeIfAbsent(directory.users(), DirectoryUse::shared);
        use.count++;
        return use;
    }

    /** Leaves, and tells whether nobody uses the directory any more. Only inside {@link #alone}. */
    boolean leave() {
        count--;
        if (count > 0) {
            return false;
        }
        HELD.remove(file);
        try (channel) {
            lock.release();
            return channel.tryLock() != null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static DirectoryUse shared(Path file) {
        try {
            var channel = open(file);
            return new DirectoryUse(file, channel, channel.lock(0, Long.MAX_VALUE, true));
        } catch (IOException failed) {
            throw new PostgresFailure("cannot lock %s: %s".formatted(file, failed), failed);
        }
    }

    private static FileLock lock(FileChannel channel, Consumer<String> progress) throws IOException {
        var atOnce = channel.tryLock();
        if (atOnce != null) {
            return atOnce;
        }
        progress.accept("Waiting for another Kasar process that is starting or stopping PostgreSQL …");
        return channel.lock();
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
