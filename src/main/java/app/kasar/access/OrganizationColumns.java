package app.kasar.access;

import static java.util.Objects.requireNonNull;

import app.kasar.db.Row;
import java.time.ZoneId;

/** How an {@link Organization} is read from {@code kasar.organizations}. */
public final class OrganizationColumns {
    /** What to select from the table under the alias {@code o}. */
    public static final String SELECTED =
            "o.id, o.slug, o.name, o.schema_name, o.default_country, o.time_zone, o.allowed_origins, o.rate_limit";

    private OrganizationColumns() {}

    /** @param first where {@link #SELECTED} begins in the row */
    public static Organization read(Row row, int first) {
        return new Organization(
                row.requiredUuid(first),
                row.requiredText(first + 1),
                row.requiredText(first + 2),
                row.requiredText(first + 3),
                settings(row, first + 4));
    }

    private static Organization.Settings settings(Row row, int first) {
        return new Organization.Settings(
                row.requiredText(first),
                ZoneId.of(row.requiredText(first + 1)),
                requireNonNull(row.texts(first + 2)),
                row.isNull(first + 3) ? null : row.integer(first + 3));
    }
}
