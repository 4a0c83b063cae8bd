package app.kasar.demo;

import app.kasar.access.Organization;
import app.kasar.accounts.Administration;
import app.kasar.accounts.CommandLineActor;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.records.Change;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Fills organizations with demo data. */
public final class DemoData {
    /** Companies written in one transaction, some hundred records with all that belongs to them; also a page of a lookup. */
    private static final int COMPANIES_AT_ONCE = 25;

    private static final int ATTEMPTS = 5;

    private final Database database;
    private final Administration administration;
    private final SchemaCache schemas;
    private final InstantSource clock;
    private final RecordWriter writer;
    private final Lookup lookup;

    public DemoData(Database database, Administration administration, SchemaCache schemas, InstantSource clock) {
        this.database = database;
        this.administration = administration;
        this.schemas = schemas;
        this.clock = clock;
        this.writer = new RecordWriter(database);
        this.lookup = new Lookup(new RecordReader(database));
    }

    /**
     * Adds what the organization does not hold yet of the set. A company is written together with its people and deals
     * or not at all, so a filling that was interrupted goes on where it ended when it is called for again.
     */
    public DemoSummary fill(Organization organization, DemoSet set, DemoProgress progress) {
        var team = new SalesTeam(administration.users()).in(organization);
        var tags = asAdministrator(organization, schema -> new TagWriter(writer, lookup).write(change(schema, set)));
        var families = new Families(set);
        var tally = new Tally();
        var reached = 0;
        for (var index = 0; reached < set.contacts(); index += COMPANIES_AT_ONCE) {
            var batch = batch(families, index, set.contacts() - reached);
            var missing = asAdministrator(organization, schema -> {
                var writing = new FamilyWriter(writer, change(schema, set), team.members(), tags.ids());
                return database.inTransaction(() -> {
                    var absent = absent(schema, batch);
                    writing.write(absent);
                    return absent;
                });
            });
            tally.add(missing, batch.size() - missing.size());
            reached += batch.stream().mapToInt(family -> family.people().size()).sum();
            progress.reached(reached);
        }
        return tally.summary(tags.added(), team.added());
    }

    /** As {@link #fill(Organization, DemoSet, DemoProgress)}, for the organization with this short name. */
    public DemoSummary fill(String slug, DemoSet set, DemoProgress progress) {
        return fill(administration.organizations().getBySlug(slug), set, progress);
    }

    /** A contact with a company, to show; empty when there is none. */
    Optional<UUID> findContact(Organization organization) {
        return asAdministrator(organization, schema -> lookup.findAny(schema, "contacts", "company_id"));
    }

    private static List<Family> batch(Families families, int first, int mostContacts) {
        var batch = new ArrayList<Family>();
        var left = mostContacts;
        for (var index = first; index < first + COMPANIES_AT_ONCE && left > 0; index++) {
            batch.add(families.of(index, left));
            left -= batch.getLast().people().size();
        }
        return batch;
    }

    private List<Family> absent(VisibleSchema schema, List<Family> batch) {
        var domains = batch.stream().map(Family::domain).toList();
        var present = lookup.find(schema, "companies", "domain", domains).keySet();
        return batch.stream()
                .filter(family -> !present.contains(family.domain()))
                .toList();
    }

    private Change change(VisibleSchema schema, DemoSet set) {
        return new Change(schema, "demo-" + set.seed(), clock.instant());
    }

    /** Again from the start when the organization's users, rights or schema change meanwhile. */
    private <T> T asAdministrator(Organization organization, Function<VisibleSchema, T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return work.apply(schemas.of(CommandLineActor.of(organization, administration, schemas)));
            } catch (StaleSnapshot changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
            }
        }
    }
}
