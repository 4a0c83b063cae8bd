package app.kasar.accounts;

import app.kasar.access.Organization;
import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import app.kasar.problem.Problem;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be changed of an organization's settings; what is empty stays as it is.
 *
 * @param rateLimit the inner one is empty for the server's own setting
 */
record SettingsChange(
        Optional<String> name,
        Optional<String> defaultCountry,
        Optional<ZoneId> timeZone,
        Optional<List<String>> allowedOrigins,
        Optional<Optional<Integer>> rateLimit) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LONGEST_COUNTRY = 100;
    private static final int MOST_ORIGINS = 100;
    private static final int MOST_REQUESTS = 1_000_000_000;

    /** @throws Problem with every fault */
    static SettingsChange read(ObjectNode json) {
        return BodyReader.read(json, shape());
    }

    static Shape<SettingsChange> shape() {
        return Shape.object(body -> {
            var name = body.optional("name", Shape.filledText(200));
            var country = body.optional("default_country", country());
            var zone = body.optional("time_zone", TimeZoneChange.zoneShape());
            var origins = body.optional("allowed_origins", Shape.listOf(origin(), MOST_ORIGINS));
            var limit = body.optional("rate_limit", Shape.nullable(limit()));
            return () -> new SettingsChange(name.get(), country.get(), zone.get(), origins.get(), limit.get());
        });
    }

    Organization applyTo(Organization before) {
        var settings = before.settings();
        return new Organization(
                before.id(),
                before.slug(),
                name.orElse(before.name()),
                before.schemaName(),
                new Organization.Settings(
                        defaultCountry.orElse(settings.defaultCountry()),
                        timeZone.orElse(settings.timeZone()),
                        allowedOrigins
                                .map(origins -> origins.stream().distinct().toList())
                                .orElse(settings.allowedOrigins()),
                        rateLimit.isPresent() ? rateLimit.get().orElse(null) : settings.rateLimit()));
    }

    private static Shape<String> country() {
        return Shape.filledText(LONGEST_COUNTRY)
                .convert(
                        text -> Optional.of(text.toUpperCase(Locale.ROOT)).filter(COUNTRIES::contains),
                        "must be a two-letter ISO 3166 country code like 'GB'");
    }

    private static Shape<String> origin() {
        return Shape.text(300)
                .convert(WebOrigin::find, "must be an origin like 'https://app.example.com', without path, never '*'");
    }

    private static Shape<Integer> limit() {
        return Shape.whole(0, MOST_REQUESTS).convert(limit -> Optional.of(limit.intValue()), "must be a whole number");
    }
}
