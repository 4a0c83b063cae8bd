package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every file of a JSON parsing suite as the body of a request. */
@Timeout(60)
class JsonSuiteTest {
    private static RunningKasar kasar;
    private static Client acme;
    private static String token;
    private static String contact;

    @BeforeAll
    static void start() {
        SharedDataFolder.file("json-testsuite/test_parsing");
        kasar = new RunningKasar();
        var organization = kasar.organization("acme");
        acme = organization.admin();
        token = organization.token();
        contact = acme.post("/records/contacts", Map.of("first_name", "Ada"))
                .expect(201)
                .id();
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    @Test
    void a_body_that_is_no_json_is_refused_and_one_that_is_never_breaks_the_server() throws IOException {
        for (var file : files()) {
            var bytes = Files.readAllBytes(file);
            for (var target : List.of(
                    List.of("POST", "/records/contacts"),
                    List.of("POST", "/records/contacts/search"),
                    List.of("PATCH", "/records/contacts/" + contact),
                    List.of("POST", "/records/contacts/batch/create"))) {
                check(file.getFileName().toString(), acme.send(target.get(0), target.get(1), bytes));
            }
        }
        acme.get("/records/contacts/" + contact).expect(200);
    }

    @Test
    void one_connection_outlives_every_body() throws IOException {
        try (var connection = new KeptConnection(kasar.address(), token)) {
            for (var file : files()) {
                var name = file.getFileName().toString();
                assertThat(connection.send("POST", "/records/contacts", Files.readAllBytes(file)))
                        .as(name)
                        .isIn(201, 400);
                assertThat(connection.send("GET", "/records/contacts/" + contact, new byte[0]))
                        .as("after " + name)
                        .isEqualTo(200);
            }
        }
    }

    private static void check(String name, Client.Reply reply) {
        assertThat(reply.status()).as(name).isIn(200, 201, 400);
        if (name.startsWith("n_")) {
            assertThat(reply.status()).as(name).isEqualTo(400);
        }
        // The same key twice is JSON by its grammar, and refused here all the same: one of the values would be lost.
        if (name.startsWith("y_object_duplicated_key")) {
            assertThat(reply.message()).as(name).contains("the same key twice");
        } else if (name.startsWith("y_")) {
            assertThat(reply.message()).as(name).doesNotContain("not valid JSON");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> parsing = Files.list(SharedDataFolder.file("json-testsuite/test_parsing"));
                Stream<Path> transform = Files.list(SharedDataFolder.file("json-testsuite/test_transform"))) {
            return Stream.concat(parsing, transform).sorted().toList();
        }
    }
}
