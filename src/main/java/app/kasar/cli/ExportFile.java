package app.kasar.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Where an export goes: standard output, or a file that gets its name when it is whole. */
final class ExportFile implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final @Nullable Path target;
    private final @Nullable Path part;
    private final OutputStream out;

    private ExportFile(@Nullable Path target, @Nullable Path part, OutputStream out) {
        this.target = target;
        this.part = part;
        this.out = out;
    }

    /** @param name a path, or {@code -} for standard output */
    static ExportFile open(String name, boolean isCompressed) throws IOException {
        if (name.equals("-")) {
            return new ExportFile(null, null, wrapped(new FileOutputStream(FileDescriptor.out), isCompressed));
        }
        var target = Path.of(name).toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IllegalStateException("'%s' is a directory; --output names a file".formatted(name));
        }
        var part = target.resolveSibling(target.getFileName() + ".part");
        part.toFile().deleteOnExit();
        return new ExportFile(target, part, wrapped(Files.newOutputStream(part), isCompressed));
    }

    private static OutputStream wrapped(OutputStream file, boolean isCompressed) throws IOException {
        return isCompressed ? new GZIPOutputStream(file, BUFFER) : new BufferedOutputStream(file, BUFFER);
    }

    /** What is written to it cannot close it. */
    OutputStream out() {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    /** Everything has been written. */
    void complete() throws IOException {
        out.close();
        if (target != null && part != null) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Leaves nothing behind of a file that was not completed. */
    @Override
    public void close() throws IOException {
        if (part != null) {
            out.close();
            Files.deleteIfExists(part);
        }
    }
}
