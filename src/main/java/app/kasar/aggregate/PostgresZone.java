package app.kasar.aggregate;

import java.time.ZoneId;
import java.util.Map;

/** What PostgreSQL calls a time zone. */
final class PostgresZone {
    /**
     * PostgreSQL takes these for abbreviations, with the same distance from UTC in summer and winter; the time zone database
     * has them as names of the places' zones.
     */
    private static final Map<String, String> TAKEN_FOR_ABBREVIATIONS = Map.of(
            "CET", "Europe/Brussels",
            "EET", "Europe/Athens",
            "MET", "Europe/Brussels",
            "WET", "Europe/Lisbon");

    private PostgresZone() {}

    static String name(ZoneId zone) {
        return TAKEN_FOR_ABBREVIATIONS.getOrDefault(zone.getId(), zone.getId());
    }
}
