package app.kasar.bench;

import app.kasar.bench.BenchOrganization.Caller;
import app.kasar.db.Database;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An organization of its own with contacts of whom one in twenty was entered twice, so that nothing else that is measured
 * meets them.
 */
final class DuplicatesOrganization {
    private final BenchSize size;
    private final DuplicateRows rows;
    private final Caller caller;
    private final VisibleSchema schema;
    private final BenchLoad load;
    private final BenchOrganization organization;

    /** @param contacts a multiple of 20 */
    DuplicatesOrganization(long contacts, Bench.Parts parts, Database database) {
        this.size = new BenchSize(contacts);
        this.rows = new DuplicateRows(contacts, size.companies());
        this.organization =
                new BenchOrganization(parts.administration(), database, size, "bench-duplicates-" + contacts);
        this.caller = organization.caller(parts.authenticate());
        this.schema = parts.schemas().of(caller.actor());
        this.load = new BenchLoad(
                database, schema, size, new BenchRows(size.companies(), organization.users(caller)), Instant.now());
    }

    /** Loads what is not there yet, and deletes what an earlier run has created. */
    void fill(Consumer<String> progress) throws InterruptedException {
        if (organization.count(caller, "contacts") < size.contacts()) {
            progress.accept("Loading %,d contacts with duplicates among them …".formatted(size.contacts()));
            load.fill(size.contacts(), rows);
        } else {
            load.removeOthers();
        }
    }

    long contacts() {
        return size.contacts();
    }

    DuplicateRows rows() {
        return rows;
    }

    Caller caller() {
        return caller;
    }

    VisibleSchema schema() {
        return schema;
    }

    /** The number of a loaded contact. */
    static long number(UUID contact) {
        return contact.getLeastSignificantBits() & 0xFFFF_FFFF_FFFFL;
    }
}
