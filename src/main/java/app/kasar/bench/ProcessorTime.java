package app.kasar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time and memory of processes, as Linux's /proc tells them; zero on systems without it. */
final class ProcessorTime {
    private static final double MILLIS_A_TICK = 10;
    private static final int FIELDS_BEFORE_USER_TIME = 11;

    private ProcessorTime() {}

    /** Milliseconds of processor time used so far by a process. */
    static double of(ProcessHandle process) {
        return ticks(process.pid()) * MILLIS_A_TICK;
    }

    /** The same for a process and all its children. */
    static double ofFamily(ProcessHandle parent) {
        return of(parent) + parent.descendants().mapToDouble(ProcessorTime::of).sum();
    }

    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[FIELDS_BEFORE_USER_TIME])
                    + Long.parseLong(fields[FIELDS_BEFORE_USER_TIME + 1]);
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
