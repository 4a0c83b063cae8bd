package app.kasar.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.TestPostgres;
import app.kasar.db.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PostgresZoneTest {
    private static final List<String> MOMENTS = List.of("2025-01-15T12:00:00Z", "2025-07-15T12:00:00Z");

    @Test
    void every_zone_an_organization_can_have_means_the_same_to_the_database() {
        try (var database = TestPostgres.migrated()) {
            var different = new ArrayList<String>();
            for (var id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
                for (var moment : MOMENTS) {
                    var here = Instant.parse(moment)
                            .atZone(ZoneId.of(id))
                            .toLocalDateTime()
                            .toString();
                    var there = database.database()
                            .find(
                                    Statement.fixed(
                                            "SELECT to_char(?::timestamptz AT TIME ZONE ?, 'YYYY-MM-DD\"T\"HH24:MI')",
                                            moment,
                                            PostgresZone.name(ZoneId.of(id))),
                                    row -> row.requiredText(1))
                            .orElseThrow();
                    if (!here.equals(there)) {
                        different.add(id + " " + here + " " + there);
                    }
                }
            }
            assertThat(different).isEmpty();
        }
    }
}
