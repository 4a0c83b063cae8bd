package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.inbox.ConnectedMailbox;
import app.kasar.inbox.Dovecot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class MailKillTest {
    private static final String ADDRESS = "ada@acme.test";
    private static final int MANY = 5000;
    private static final int BEFORE_THE_KILL = 500;

    @TempDir
    Path data;

    @Test
    void a_server_killed_while_it_reads_a_mailbox_loses_and_doubles_nothing() throws Exception {
        try (var mail = Dovecot.started()) {
            mail.deliver(
                    ADDRESS,
                    IntStream.range(0, MANY).mapToObj(MailKillTest::message).toList());
            String token;
            String id;
            try (var first = ServedKasar.start(data)) {
                token = first.organization("acme").path("token").asString();
                var client = first.client(token);
                var mailbox = new ConnectedMailbox(
                        client,
                        client.post("/mailboxes", mail.connecting(ADDRESS))
                                .expect(201)
                                .id());
                id = mailbox.id();
                await(mailbox, BEFORE_THE_KILL);
                first.kill();
            }
            try (var second = ServedKasar.start(data)) {
                var mailbox = new ConnectedMailbox(second.client(token), id);
                assertThat(mailbox.stored()).isBetween((long) BEFORE_THE_KILL, MANY - 1L);
                await(mailbox, MANY);
                var threads = second.client(token)
                        .get("/inbox/threads?limit=1")
                        .expect(200)
                        .body();
                assertThat(threads.path("total").asInt()).isEqualTo(MANY / 5);
                assertThat(mailbox.counts())
                        .isEqualTo("{\"seen\":5000,\"stored\":5000,\"skipped\":0,\"skipped_by_reason\":{}}");
            }
        }
    }

    private static byte[] message(int number) {
        return ("Message-ID: <m%d@x.test>\nDate: Tue, 10 Mar 2026 10:00:00 +0000\nFrom: bob@customer.test\nTo: %s\n"
                        + "References: <root%d@x.test>\nSubject: Number %d\n\nText\n")
                .formatted(number, ADDRESS, number / 5, number)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void await(ConnectedMailbox mailbox, long stored) {
        while (mailbox.stored() < stored) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
