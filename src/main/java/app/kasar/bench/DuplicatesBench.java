package app.kasar.bench;

import app.kasar.db.Database;
import java.util.function.Consumer;

/** All that is measured of duplicates: in all that many contacts and in a tenth of them. */
final class DuplicatesBench {
    private static final int FEWER = 10;
    /** So many, or a multiple of it, make whole blocks in either. */
    private static final long LEAST = 2000;

    private final Database database;
    private final Consumer<String> progress;
    private final DuplicatesOrganization small;
    private final DuplicatesOrganization large;

    DuplicatesBench(Bench.Parts parts, Database database, BenchSize size, Consumer<String> progress) {
        this.database = database;
        this.progress = progress;
        var contacts = Math.max(1, size.contacts() / LEAST) * LEAST;
        this.small = new DuplicatesOrganization(contacts / FEWER, parts, database);
        this.large = new DuplicatesOrganization(contacts, parts, database);
    }

    void fill() throws InterruptedException {
        small.fill(progress);
        large.fill(progress);
    }

    void measure(ServerUnderTest server, BenchReport report) throws InterruptedException {
        new DuplicatesMeasure(server, report, progress).measure(small, large);
        progress.accept("Looking for one record …");
        new NearMeasure(large, database).measure(report);
        progress.accept("Merging …");
        new MergeMeasure(large, database).measure(server, report);
    }
}
