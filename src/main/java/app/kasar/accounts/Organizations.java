package app.kasar.accounts;

import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The organizations of this installation. */
public final class Organizations {
    private static final int SUFFIX_LENGTH = 8;
    private static final Organization.Settings FIRST_SETTINGS =
            new Organization.Settings("US", ZoneId.of("UTC"), List.of(), null);

    private final Database database;
    private final InstantSource time;
    private final NewSchema newSchema;
    private final OrganizationStore store;
    private final WorkspaceUsers users;
    private final ApiTokens tokens;

    public Organizations(
            Database database, InstantSource time, NewSchema newSchema, WorkspaceUsers users, ApiTokens tokens) {
        this.database = database;
        this.time = time;
        this.newSchema = newSchema;
        this.store = new OrganizationStore(database);
        this.users = users;
        this.tokens = tokens;
    }

    /** How the schema of a new organization comes to be, in this order. */
    public record NewSchema(SchemaMigration migration, ObjectInstaller objects) {}

    public List<Organization> list() {
        return store.list();
    }

    public Optional<Organization> findBySlug(String slug) {
        return store.findBySlug(slug);
    }

    /** @throws Problem RECORD_NOT_FOUND, naming the nearest slug there is */
    public Organization getBySlug(String slug) {
        return findBySlug(slug).orElseThrow(() -> {
            var slugs = list().stream().map(Organization::slug).toList();
            return new Problem(
                    ErrorCode.RECORD_NOT_FOUND,
                    "org",
                    "there is no organization '%s'%s".formatted(slug, NearestName.hint(slug, slugs)));
        });
    }

    /**
     * Makes an organization with its schema, its first administrator and their token. Leaves nothing behind when a step
     * fails. Not to be called in an open transaction.
     *
     * @throws Problem CONFLICT when the slug is taken
     */
    public CreatedOrganization create(NewOrganization asked) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var organization =
                new Organization(id, asked.slug(), asked.name(), schemaName(asked.slug(), id), FIRST_SETTINGS);
        try {
            return database.inTransaction(() -> build(organization, asked));
        } catch (RuntimeException | Error failed) {
            dropSchema(organization, failed);
            throw failed;
        }
    }

    private CreatedOrganization build(Organization organization, NewOrganization asked) {
        if (!store.add(organization, time.instant())) {
            throw new Problem(
                    ErrorCode.CONFLICT, "slug", "there is an organization '%s' already".formatted(asked.slug()));
        }
        newSchema.migration().migrate(organization.schemaName());
        newSchema.objects().install(organization.schemaName());
        var operator = new Author.Operator(organization);
        var administrator =
                users.add(operator, new NewWorkspaceUser(asked.adminEmail(), asked.adminName(), Role.ADMIN));
        var terms = new TokenTerms("first token", EnumSet.allOf(Scope.class), false, null);
        var token =
                tokens.issue(operator, new NewApiToken(administrator.member().id(), terms, null));
        return new CreatedOrganization(organization, administrator, token);
    }

    // The migration commits by itself, so the rolled back transaction leaves its schema. When the connection broke
    // during
    // the commit the organization may exist after all; then its schema must stay.
    private void dropSchema(Organization organization, Throwable failed) {
        try {
            if (store.find(organization.id()).isEmpty()) {
                store.dropSchema(organization.schemaName());
            }
        } catch (RuntimeException dropFailed) {
            failed.addSuppressed(dropFailed);
        }
    }

    // The end of the id is random; its beginning is the time.
    private static String schemaName(String slug, UUID id) {
        var digits = id.toString().replace("-", "");
        return slug.replace('-', '_') + "_" + digits.substring(digits.length() - SUFFIX_LENGTH);
    }
}
