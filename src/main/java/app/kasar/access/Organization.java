package app.kasar.access;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The organization a caller belongs to.
 *
 * @param schemaName the PostgreSQL schema that holds all its data
 */
public record Organization(UUID id, String slug, String name, String schemaName, Settings settings) {

    /**
     * What an administrator can set.
     *
     * @param defaultCountry ISO 3166 two-letter code, for phone numbers written without a country
     * @param rateLimit requests a minute and token; 0 is no limit; null is the server's own setting
     */
    public record Settings(
            String defaultCountry,
            ZoneId timeZone,
            List<String> allowedOrigins,
            @Nullable Integer rateLimit) {
        public Settings {
            allowedOrigins = List.copyOf(allowedOrigins);
        }

        /** The same settings in another time zone. */
        Settings in(ZoneId zone) {
            return new Settings(defaultCountry, zone, allowedOrigins, rateLimit);
        }
    }
}
