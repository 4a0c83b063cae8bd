package app.kasar.demo;

import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.access.TokenSecret;
import app.kasar.accounts.Administration;
import app.kasar.accounts.NewOrganization;
import app.kasar.accounts.OrganizationSettings;
import app.kasar.json.Json;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The organization for a first look: made and filled once, then left to its users. */
public final class DemoOrganization {
    /** Its contacts: enough to filter and page through, and written within seconds. */
    public static final int CONTACTS = 2_000;

    private static final int SEED = 1;
    private static final String SLUG = "demo";
    private static final String ADMIN_EMAIL = "demo@kasar.test";
    private static final String NAME = "Demo";
    /** Its name until all is in it, so that a filling that was interrupted is seen, and ended at the next start. */
    private static final String UNFINISHED_NAME = "Demo (not filled yet)";

    private final Administration administration;
    private final OrganizationSettings settings;
    private final DemoData data;
    private final InstantSource clock;

    public DemoOrganization(
            Administration administration, OrganizationSettings settings, DemoData data, InstantSource clock) {
        this.administration = administration;
        this.settings = settings;
        this.data = data;
        this.clock = clock;
    }

    /**
     * The organization, ready to be shown.
     *
     * @param token its administrator's, only when the organization was made just now
     * @param added null when it was full already
     * @param contact one of its contacts; empty when its users have deleted all
     */
    public record Ready(
            String slug,
            String adminEmail,
            @Nullable TokenSecret token,
            @Nullable DemoSummary added,
            Optional<UUID> contact) {}

    /** Makes it unless it is there, and fills it unless that was done. */
    public Ready ready(DemoProgress progress) {
        var existing = administration.organizations().findBySlug(SLUG);
        if (existing.isPresent()) {
            return ready(existing.get(), null, progress);
        }
        var created = administration
                .organizations()
                .create(NewOrganization.of(SLUG, UNFINISHED_NAME, ADMIN_EMAIL, "Demo Administrator"));
        return ready(created.organization(), created.token().secret(), progress);
    }

    private Ready ready(Organization organization, @Nullable TokenSecret token, DemoProgress progress) {
        var added = organization.name().equals(UNFINISHED_NAME) ? fill(organization, progress) : null;
        return new Ready(SLUG, administrator(organization), token, added, data.findContact(organization));
    }

    private DemoSummary fill(Organization organization, DemoProgress progress) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var added = data.fill(organization, DemoSet.of(SEED, CONTACTS, today), progress);
        var name = Json.MAPPER.createObjectNode().put("name", NAME);
        settings.change(new Author.Operator(organization), name);
        return added;
    }

    private String administrator(Organization organization) {
        return administration.users().list(organization).stream()
                .filter(user -> user.role() == Role.ADMIN && user.isActive())
                .map(user -> user.member().email())
                .findFirst()
                .orElseThrow();
    }
}
