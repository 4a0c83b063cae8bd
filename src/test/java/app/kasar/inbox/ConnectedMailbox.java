package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A mailbox somebody connected, and what to do until it has been read. */
public record ConnectedMailbox(Client owner, String id) {
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();
    private static final long LOOKING_AGAIN = Duration.ofMillis(20).toNanos();

    /** Connected, and read for the first time. */
    public static ConnectedMailbox read(Client owner, Map<String, Object> connecting) {
        var mailbox = connect(owner, connecting);
        mailbox.await("active");
        return mailbox;
    }

    static ConnectedMailbox connect(Client owner, Map<String, Object> connecting) {
        return new ConnectedMailbox(
                owner, owner.post("/mailboxes", connecting).expect(201).id());
    }

    /** Has it read again. */
    public void sync() {
        assertThat(owner.post("/mailboxes/" + id + "/sync", null)
                        .expect(202)
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("syncing");
        await("active");
    }

    JsonNode shown() {
        return owner.get("/mailboxes/" + id).expect(200).data();
    }

    public long stored() {
        return shown().path("counts").path("stored").asLong();
    }

    public String counts() {
        return shown().path("counts").toString();
    }

    JsonNode await(String status) {
        var end = System.nanoTime() + LONGEST;
        var shown = shown();
        while (!shown.path("status").asString().equals(status)) {
            assertThat(System.nanoTime()).as(shown.toString()).isLessThan(end);
            LockSupport.parkNanos(LOOKING_AGAIN);
            shown = shown();
        }
        return shown;
    }
}
