package app.kasar.accounts;

import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user's new time zone.
 *
 * @param zone null is the organization's
 */
public record TimeZoneChange(@Nullable ZoneId zone) {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    /** @throws Problem with every fault of {@code {"time_zone"}} */
    public static TimeZoneChange read(ObjectNode json) {
        return BodyReader.read(json, body());
    }

    static Shape<TimeZoneChange> body() {
        return Shape.object(body -> body.required("time_zone", shape()));
    }

    /** A time zone, or null for the organization's. */
    static Shape<TimeZoneChange> shape() {
        return Shape.nullable(zoneShape()).convert(zone -> Optional.of(new TimeZoneChange(zone.orElse(null))), "");
    }

    /** A time zone by its IANA name. */
    static Shape<ZoneId> zoneShape() {
        Shape<String> text = Shape.text(60);
        return Shape.of(
                text.schema(),
                (value, place) -> text.read(value, place)
                        .flatMap(id -> ZONES.contains(id)
                                ? Optional.of(ZoneId.of(id))
                                : place.refuse("must be an IANA time zone like 'Europe/London'"
                                        + NearestName.hint(id, ZONES))));
    }

    @Nullable
    String id() {
        return zone == null ? null : zone.getId();
    }
}
