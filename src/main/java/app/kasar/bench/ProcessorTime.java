package app.kasar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * The processor time of a process, as Linux's /proc tells it; zero on systems without it. That of children that have ended
 * is counted in.
 *
 * @param withChildren whether that of children that run is counted too
 */
record ProcessorTime(ProcessHandle process, boolean withChildren) {
    private static final double MILLIS_A_TICK = 10;
    private static final int FIELDS_BEFORE_USER_TIME = 11;
    /** User and system time, its own and that of its ended children. */
    private static final int TIMES = 4;

    /** Milliseconds used so far. */
    double millis() {
        var children = withChildren ? process.descendants().mapToLong(ProcessHandle::pid) : LongStream.empty();
        return LongStream.concat(LongStream.of(process.pid()), children)
                        .map(ProcessorTime::ticks)
                        .sum()
                * MILLIS_A_TICK;
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Arrays.stream(fields, FIELDS_BEFORE_USER_TIME, FIELDS_BEFORE_USER_TIME + TIMES)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Resident memory in megabytes. */
    static long residentMegabytes(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
