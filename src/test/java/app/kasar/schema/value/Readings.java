package app.kasar.schema.value;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.json.Json;
import tools.jackson.databind.JsonNode;

/** Short ways to say in a test what a reading must be. */
final class Readings {
    private Readings() {}

    static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'), "test");
    }

    static <T> T accepted(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<T>) reading).value();
    }

    static String refused(Reading<?> reading) {
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused<?>) reading).message();
    }

    static boolean isAccepted(Reading<?> reading) {
        return switch (reading) {
            case Reading.Accepted<?> accepted -> true;
            case Reading.Refused<?> refused -> false;
        };
    }
}
