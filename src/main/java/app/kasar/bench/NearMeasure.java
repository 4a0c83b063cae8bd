package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.duplicates.ExactMatches;
import app.kasar.duplicates.NearRecords;
import app.kasar.records.RecordInput;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** One record that is about to be written against all there are. */
final class NearMeasure {
    private static final int WARM_UP = 300;
    private static final int RECORDS = 1000;

    private final DuplicatesOrganization organization;
    private final NearRecords near;
    private final ExactMatches exact;

    NearMeasure(DuplicatesOrganization organization, Database database) {
        this.organization = organization;
        this.near = new NearRecords(database);
        this.exact = new ExactMatches(database);
    }

    void measure(BenchReport report) {
        var schema = organization.schema();
        var contacts = schema.object("contacts", Action.READ);
        measure(
                "near",
                report,
                copy -> !near.find(contacts, schema, copy.columns()).isEmpty());
        measure(
                "exact",
                report,
                copy -> exact.find(contacts, schema, List.of(copy.columns())).stream()
                        .anyMatch(found -> found.record() != null));
    }

    /** Those entered twice are asked for as if they were entered once more. */
    private void measure(String mode, BenchReport report, Predicate<RecordInput> isFound) {
        var copies = LongStream.range(0, organization.contacts())
                .filter(organization.rows()::isCopy)
                .skip(organization.rows().copies() / 2)
                .limit(WARM_UP + RECORDS)
                .mapToObj(organization.rows()::contact)
                .toList();
        var latency = new Histogram(60_000_000, 3);
        var found = 0;
        for (var number = 0; number < copies.size(); number++) {
            var started = System.nanoTime();
            var isThere = isFound.test(copies.get(number));
            if (number >= WARM_UP) {
                latency.recordValue((System.nanoTime() - started) / 1000);
                found += isThere ? 1 : 0;
            }
        }
        var what = "one record against %,d, %s, ".formatted(organization.contacts(), mode);
        report.add(what + "found", (double) found / RECORDS);
        report.add(what + "p50 ms", latency.getValueAtPercentile(50) / 1000.0);
        report.add(what + "p95 ms (wanted: 20)", latency.getValueAtPercentile(95) / 1000.0);
    }
}
