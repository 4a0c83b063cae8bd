package app.kasar.accounts;

import app.kasar.access.Organization;
import app.kasar.access.OrganizationColumns;
import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of organizations. */
final class OrganizationStore {
    private static final String SELECT = "SELECT " + OrganizationColumns.SELECTED + " FROM kasar.organizations o";

    private final Database database;

    OrganizationStore(Database database) {
        this.database = database;
    }

    /** Whether it was added; false when the slug is taken. Waits for another that is being added under the same slug. */
    boolean add(Organization organization, Instant now) {
        return database.execute(Statement.fixed(
                        """
                        INSERT INTO kasar.organizations (id, slug, name, schema_name, created_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT (slug) DO NOTHING
                        """,
                        organization.id(),
                        organization.slug(),
                        organization.name(),
                        organization.schemaName(),
                        now))
                == 1;
    }

    List<Organization> list() {
        return database.list(Statement.fixed(SELECT + " ORDER BY o.slug"), row -> OrganizationColumns.read(row, 1));
    }

    Optional<Organization> findBySlug(String slug) {
        return database.find(
                Statement.fixed(SELECT + " WHERE o.slug = ?", slug), row -> OrganizationColumns.read(row, 1));
    }

    Optional<Organization> find(UUID id) {
        return database.find(Statement.fixed(SELECT + " WHERE o.id = ?", id), row -> OrganizationColumns.read(row, 1));
    }

    void updateSettings(Organization organization) {
        var settings = organization.settings();
        database.execute(Statement.fixed(
                """
                UPDATE kasar.organizations
                SET name = ?, default_country = ?, time_zone = ?, allowed_origins = ?, rate_limit = ?::integer
                WHERE id = ?
                """,
                organization.name(),
                settings.defaultCountry(),
                settings.timeZone().getId(),
                settings.allowedOrigins().toArray(String[]::new),
                settings.rateLimit(),
                organization.id()));
    }

    void dropSchema(String schemaName) {
        database.executeScript("DROP SCHEMA IF EXISTS %s CASCADE".formatted(SchemaTable.schema(schemaName)));
    }
}
