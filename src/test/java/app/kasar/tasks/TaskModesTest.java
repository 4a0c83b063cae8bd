package app.kasar.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TaskModesTest {
    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static void task(Client client, String title, String due) {
        client.post("/tasks", Map.of("title", title, "due_date", due)).expect(201);
    }

    private static List<String> titles(Client client, String mode) {
        return client.get("/tasks?mode=" + mode)
                .expect(200)
                .data()
                .valueStream()
                .map(row -> row.path("title").asString())
                .toList();
    }

    private static Client living(TestOrganization organization, String name, String zone) {
        var client = organization.user(name + "@test.test", Role.MEMBER).client();
        client.patch("/me", Map.of("time_zone", zone)).expect(200);
        return client;
    }

    @Test
    void half_past_eleven_at_night_in_auckland_is_today_there_and_not_in_los_angeles() {
        // In Auckland it is the evening of the 15th (+13), in Los Angeles the small hours of the same day (-7).
        kasar.clock().set(Instant.parse("2026-03-15T08:00:00Z"));
        var organization = kasar.organization("antipodes");
        var auckland = living(organization, "kiri", "Pacific/Auckland");
        var losAngeles = living(organization, "lucy", "America/Los_Angeles");
        var reykjavik = living(organization, "jon", "Atlantic/Reykjavik");

        task(auckland, "late", "2026-03-16T23:30:00+13:00");
        kasar.clock().set(Instant.parse("2026-03-15T20:00:00Z"));

        // 16 March in Auckland, still the 15th in the others; 23:30 there is 10:30 of the 16th in Reykjavík, 03:30 in
        // California.
        assertThat(titles(auckland, "today")).containsExactly("late");
        assertThat(titles(losAngeles, "today")).isEmpty();
        assertThat(titles(losAngeles, "upcoming")).containsExactly("late");
        assertThat(titles(reykjavik, "upcoming")).containsExactly("late");
        assertThat(auckland.get("/tasks/stats").body().path("today").asInt()).isEqualTo(1);
        assertThat(losAngeles.get("/tasks/stats").body().path("today").asInt()).isZero();
        assertThat(losAngeles.get("/tasks/stats").body().path("upcoming").asInt())
                .isEqualTo(1);

        kasar.clock().set(Instant.parse("2026-03-16T11:00:00Z"));
        assertThat(titles(auckland, "overdue")).containsExactly("late");
        assertThat(titles(losAngeles, "today")).containsExactly("late");
        assertThat(titles(reykjavik, "today")).containsExactly("late");
    }

    @Test
    void a_day_without_a_time_is_meant_where_its_writer_lives() {
        kasar.clock().set(Instant.parse("2026-03-15T20:00:00Z"));
        var organization = kasar.organization("writers");
        organization
                .admin()
                .put("/settings", Map.of("time_zone", "Pacific/Auckland"))
                .expect(200);
        var losAngeles = living(organization, "lucy", "America/Los_Angeles");

        task(losAngeles, "hers", "2026-03-15");
        task(organization.admin(), "theirs", "2026-03-16T23:30");

        assertThat(titles(losAngeles, "today")).containsExactly("hers");
        assertThat(titles(organization.admin(), "today")).containsExactly("theirs");
        assertThat(losAngeles
                        .get("/tasks?sort_by=title")
                        .data()
                        .get(0)
                        .path("due_date")
                        .asString())
                .isEqualTo("2026-03-15T07:00:00Z");
    }

    @Test
    void modes_split_open_tasks_by_day_and_leave_completed_ones_to_their_own() {
        kasar.clock().set(Instant.parse("2026-03-15T10:30:00Z"));
        var admin = kasar.organization("modes").admin();
        task(admin, "yesterday", "2026-03-14T23:59:59.999Z");
        task(admin, "first moment", "2026-03-15T00:00:00Z");
        task(admin, "this morning", "2026-03-15T08:00:00Z");
        task(admin, "last moment", "2026-03-15T23:59:59.999999Z");
        task(admin, "tomorrow", "2026-03-16T00:00:00Z");
        var undated =
                admin.post("/tasks", Map.of("title", "some day")).expect(201).id();
        var done = admin.post("/tasks", Map.of("title", "done", "due_date", "2026-03-15"))
                .expect(201)
                .id();
        admin.put("/tasks/" + done + "/complete", null).expect(200);

        assertThat(titles(admin, "overdue")).containsExactly("yesterday");
        assertThat(titles(admin, "today")).containsExactly("first moment", "this morning", "last moment");
        assertThat(titles(admin, "upcoming")).containsExactly("tomorrow");
        assertThat(titles(admin, "completed")).containsExactly("done");
        assertThat(titles(admin, "all")).hasSize(7).endsWith("some day");
        assertThat(admin.get("/tasks").expect(200).body().path("total").asInt()).isEqualTo(7);
        var stats = admin.get("/tasks/stats").expect(200).body();
        assertThat(List.of("total", "open", "completed", "overdue", "today", "upcoming"))
                .extracting(name -> stats.path(name).asInt())
                .containsExactly(7, 6, 1, 1, 3, 1);

        admin.put("/tasks/" + undated, Map.of("due_date", "2026-03-15T12:00:00Z"))
                .expect(200);
        assertThat(titles(admin, "today")).contains("some day");
    }

    @Test
    void the_days_on_which_clocks_change_are_whole_days() {
        // Clocks in Los Angeles went forward at 10:00Z on 8 March and go back at 09:00Z on 1 November.
        kasar.clock().set(Instant.parse("2026-03-08T20:00:00Z"));
        var organization = kasar.organization("clocks");
        var losAngeles = living(organization, "lucy", "America/Los_Angeles");
        task(losAngeles, "short day begins", "2026-03-08T08:00:00Z");
        task(losAngeles, "short day ends", "2026-03-09T06:59:59Z");
        task(losAngeles, "after it", "2026-03-09T07:00:00Z");
        task(losAngeles, "long day begins", "2026-11-01T07:00:00Z");
        task(losAngeles, "long day ends", "2026-11-02T07:59:59Z");
        task(losAngeles, "after that", "2026-11-02T08:00:00Z");

        assertThat(titles(losAngeles, "today")).containsExactly("short day begins", "short day ends");
        kasar.clock().set(Instant.parse("2026-11-02T00:00:00Z"));
        assertThat(titles(losAngeles, "today")).containsExactly("long day begins", "long day ends");
        assertThat(titles(losAngeles, "upcoming")).containsExactly("after that");
        assertThat(titles(losAngeles, "overdue")).hasSize(3);
    }

    @Test
    void a_user_sets_their_own_time_zone_and_an_administrator_anyones() {
        kasar.clock().set(Instant.parse("2026-03-15T10:30:00Z"));
        var organization = kasar.organization("zones");
        var bob = organization.user("bob@zones.test", Role.VIEWER);
        assertThat(profile(bob.client()).path("time_zone").isNull()).isTrue();

        bob.client().patch("/me", Map.of("time_zone", "Pacific/Auckland")).expect(200);
        assertThat(profile(bob.client()).path("time_zone").asString()).isEqualTo("Pacific/Auckland");
        var changed = organization
                .admin()
                .patch("/users/" + bob.id(), Map.of("time_zone", "Europe/Paris"))
                .expect(200);
        assertThat(changed.data().path("time_zone").asString()).isEqualTo("Europe/Paris");
        assertThat(profile(bob.client()).path("time_zone").asString()).isEqualTo("Europe/Paris");
        organization
                .admin()
                .patch("/users/" + bob.id(), Map.of("full_name", "Bob"))
                .expect(200);
        assertThat(profile(bob.client()).path("time_zone").asString()).isEqualTo("Europe/Paris");

        bob.client().patch("/me", Collections.singletonMap("time_zone", null)).expect(200);
        assertThat(profile(bob.client()).path("time_zone").isNull()).isTrue();
        assertThat(bob.client()
                        .patch("/me", Map.of("time_zone", "Europe/Pariss"))
                        .expect(400)
                        .message())
                .contains("Europe/Paris");
        bob.client().patch("/me", Map.of()).expect(400);
        bob.client().patch("/me", Map.of("role", "admin", "time_zone", "UTC")).expect(400);
        bob.client().patch("/users/" + bob.id(), Map.of("time_zone", "UTC")).expect(403);
    }

    private static tools.jackson.databind.JsonNode profile(Client client) {
        return client.get("/me").expect(200).body().path("profile");
    }
}
