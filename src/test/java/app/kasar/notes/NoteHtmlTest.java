package app.kasar.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What RichTextTest says of HTML in general, as a caller meets it. */
class NoteHtmlTest {
    private static RunningKasar kasar;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Client.Reply post(String content) {
        return acme.post("/notes", Map.of("content", content));
    }

    @Test
    void stores_formatting_and_leaves_out_what_runs() {
        var stored = post("<h2>Plan</h2><p onclick=\"a()\">x<script>b()</script> <a href=\"javascript:c()\">y</a></p>")
                .expect(201);
        assertThat(stored.data().path("content").asString()).isEqualTo("<h2>Plan</h2><p>x y</p>");
        var changed = acme.put("/notes/" + stored.id(), Map.of("content", "<b>z</b><img src=x onerror=d()>"))
                .expect(200);
        assertThat(changed.data().path("content").asString()).isEqualTo("<b>z</b>");
    }

    @Test
    void refuses_a_megabyte_and_deep_nesting_by_naming_the_limit_and_at_once() {
        assertTimeout(Duration.ofSeconds(3), () -> {
            assertThat(post("<p>" + "a".repeat(1_000_000) + "</p>").expect(400).message())
                    .contains("content", "100,000");
            assertThat(post("<div>".repeat(15_000) + "x").expect(400).message()).contains("content", "100 deep");
        });
    }

    @Test
    void refuses_content_that_shows_nothing() {
        for (var content : new String[] {"", "<p> </p>", "<script>a()</script>", "<p onclick=\"a()\"></p>"}) {
            assertThat(post(content)
                            .expect(400)
                            .body()
                            .path("errors")
                            .path(0)
                            .path("field")
                            .asString())
                    .isEqualTo("content");
        }
        post("<img src=\"https://acme.test/a.png\">").expect(201);
    }

    @Test
    void content_must_be_a_text_that_is_kept() {
        acme.post("/notes", Map.of("content", 12)).expect(400);
        assertThat(acme.post("/notes", Map.of("title", "x")).expect(400).code()).isEqualTo("MISSING_REQUIRED_FIELD");
        var note = post("x").expect(201).id();
        acme.send("PUT", "/notes/" + note, "{\"content\":null}").expect(400);
        acme.put("/notes/" + note, Map.of("content_text", "forged")).expect(400);
    }
}
