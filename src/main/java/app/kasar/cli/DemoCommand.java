package app.kasar.cli;

import app.kasar.demo.DemoSet;
import app.kasar.demo.DemoSummary;
import app.kasar.server.DatabaseSession;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** Fills an organization with demo data. */
@Command(
        name = "demo",
        description = {
            "Fill an organization with made-up companies, contacts and opportunities.",
            "The same seed and date always give the same data. Run again, the command adds only what the organization"
                    + " does not hold; another seed gives other data."
        })
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
public final class DemoCommand extends ResultCommand {
    private final DemoOpening opening;

    @Option(names = "--org", required = true, description = "The organization's short name.")
    private String org;

    @Option(names = "--contacts", defaultValue = "10000", description = "How many contacts. Default: 10000")
    private int contacts;

    @Option(names = "--seed", defaultValue = "1", description = "Which of the many possible data. Default: 1")
    private int seed;

    @Option(names = "--as-of", description = "The day that dates are counted from, like 2026-12-31. Default: today")
    private @Nullable LocalDate asOf;

    public DemoCommand(DemoOpening opening) {
        this.opening = opening;
    }

    @Override
    protected void run(DatabaseSession session) {
        var day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
        var set = DemoSet.of(seed, contacts, day);
        try (var progress = new LiveProgress("Demo data", "contacts", contacts)) {
            var added = opening.open(session).data().fill(org, set, progress::reached);
            print(json -> write(json, added), describe(added));
        }
    }

    private void write(JsonGenerator json, DemoSummary added) {
        json.writeStartObject();
        json.writeStringProperty("org", org);
        json.writeNumberProperty("seed", seed);
        json.writeNumberProperty("companies", added.companies());
        json.writeNumberProperty("contacts", added.contacts());
        json.writeNumberProperty("opportunities", added.opportunities());
        json.writeNumberProperty("tags", added.tags());
        json.writeNumberProperty("users", added.users());
        json.writeNumberProperty("companiesBefore", added.companiesBefore());
        json.writeEndObject();
    }

    private String describe(DemoSummary added) {
        if (added.companies() == 0) {
            return "'%s' holds the data of seed %d already; nothing was added. Another --seed adds other data."
                    .formatted(org, seed);
        }
        return summary(added) + before(added);
    }

    static String summary(DemoSummary added) {
        return "Added %d companies, %d contacts, %d opportunities, %d tags and %d users."
                .formatted(added.companies(), added.contacts(), added.opportunities(), added.tags(), added.users());
    }

    private static String before(DemoSummary added) {
        return added.companiesBefore() == 0
                ? ""
                : " %d companies of this data were there before and stayed as they were."
                        .formatted(added.companiesBefore());
    }
}
