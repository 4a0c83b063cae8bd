package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InboxApiTest {
    private static RunningKasar kasar;
    private static TestMailServer server;
    private static int organizations;

    private TestOrganization organization;
    private Client alice;
    private TestMailServer.Account account;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        server = new TestMailServer();
    }

    @AfterAll
    static void stop() {
        kasar.close();
        server.close();
    }

    @BeforeEach
    void hire() {
        var number = ++organizations;
        organization = kasar.organization("mail-" + number);
        alice = organization
                .user("alice@acme%d.test".formatted(number), Role.MEMBER)
                .client();
        account = server.account("alice@acme%d.test".formatted(number));
    }

    private void receive(String id, String from, String subject, String... references) {
        account.receive(
                "Message-ID: <" + id + ">",
                "Date: Tue, 10 Mar 2026 10:00:0%d +0000".formatted(references.length),
                "From: " + from,
                "To: alice@acme.test",
                "Subject: " + subject,
                "References: "
                        + String.join(
                                " ",
                                List.of(references).stream()
                                        .map("<%s>"::formatted)
                                        .toList()),
                "",
                "Text of " + id);
    }

    private JsonNode threads(String... parameters) {
        var query = new java.util.LinkedHashMap<String, String>();
        for (var index = 0; index < parameters.length; index += 2) {
            query.put(parameters[index], parameters[index + 1]);
        }
        return alice.get("/inbox/threads", query).expect(200).body();
    }

    @Test
    void reads_a_mailbox_into_threads() {
        receive("a@x", "Bob <bob@customer.test>", "Offer");
        receive("b@x", "Carol <carol@customer.test>", "Re: Offer", "a@x");
        receive("c@x", "dave@other.test", "Something else");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());

        assertThat(mailbox.shown().path("counts").toString())
                .isEqualTo("{\"seen\":3,\"stored\":3,\"skipped\":0,\"skipped_by_reason\":{}}");
        var page = threads();
        assertThat(page.path("total").asInt()).isEqualTo(2);
        var offer = page.path("data").path(0);
        assertThat(offer.path("subject").asString()).isEqualTo("Offer");
        assertThat(offer.path("snippet").asString()).isEqualTo("Text of b@x");
        assertThat(offer.path("message_count").asInt()).isEqualTo(2);
        assertThat(offer.path("is_read").asBoolean()).isFalse();
        assertThat(offer.path("channel").asString()).isEqualTo("imap");
        assertThat(offer.path("last_message_at").asString()).isEqualTo("2026-03-10T10:00:01Z");

        var thread = alice.get("/inbox/threads/" + offer.path("id").asString())
                .expect(200)
                .data();
        var messages = thread.path("messages").path("data");
        assertThat(messages.size()).isEqualTo(2);
        assertThat(messages.path(0).path("message_id").asString()).isEqualTo("b@x");
        assertThat(messages.path(0).path("body_text").asString()).isEqualTo("Text of b@x");
        assertThat(messages.path(0).path("from").toString())
                .isEqualTo("{\"name\":\"Carol\",\"email\":\"carol@customer.test\"}");
    }

    @Test
    void stores_a_message_once_however_often_it_is_seen() {
        receive("a@x", "bob@customer.test", "Offer");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        receive("b@x", "bob@customer.test", "Offer");
        receive("a@x", "bob@customer.test", "Offer");
        mailbox.sync();
        mailbox.sync();
        assertThat(mailbox.shown().path("counts").toString())
                .isEqualTo("{\"seen\":3,\"stored\":2,\"skipped\":1,\"skipped_by_reason\":{\"duplicate\":1}}");
        assertThat(threads().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void joins_threads_when_a_message_answers_both() {
        receive("a@x", "bob@customer.test", "One");
        receive("b@x", "bob@customer.test", "Two");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        assertThat(threads().path("total").asInt()).isEqualTo(2);
        receive("c@x", "bob@customer.test", "Three", "a@x", "b@x");
        mailbox.sync();
        var page = threads();
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.path("data").path(0).path("message_count").asInt()).isEqualTo(3);
    }

    @Test
    void sorts_and_filters_threads_by_how_many_messages_they_have() {
        receive("a@x", "bob@customer.test", "Two");
        receive("b@x", "bob@customer.test", "Re: Two", "a@x");
        receive("c@x", "bob@customer.test", "One");
        receive("d@x", "bob@customer.test", "Three");
        receive("e@x", "bob@customer.test", "Re: Three", "d@x");
        receive("f@x", "bob@customer.test", "Re: Three", "d@x", "e@x");
        ConnectedMailbox.read(alice, account.connecting());

        assertThat(subjects("sort_by", "message_count", "sort_dir", "desc")).containsExactly("Three", "Two", "One");
        assertThat(subjects("sort_by", "message_count", "sort_dir", "asc")).containsExactly("One", "Two", "Three");
        assertThat(subjects("filter_field", "message_count", "filter_operator", "greater_than", "filter_value", "1"))
                .containsExactlyInAnyOrder("Two", "Three");
        var first = threads("sort_by", "message_count", "sort_dir", "desc", "limit", "1");
        var cursor = first.path("nextCursor").asString();
        assertThat(subjects("sort_by", "message_count", "sort_dir", "desc", "limit", "1", "cursor", cursor))
                .containsExactly("Two");
    }

    private List<String> subjects(String... parameters) {
        return threads(parameters)
                .path("data")
                .valueStream()
                .map(thread -> thread.path("subject").asString())
                .toList();
    }

    @Test
    void marks_a_thread_here_and_on_its_server() throws Exception {
        receive("a@x", "bob@customer.test", "One");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        var id = threads().path("data").path(0).path("id").asString();
        var marked = alice.put("/inbox/threads/" + id, Map.of("is_read", true)).expect(200);
        assertThat(marked.data().path("is_read").asBoolean()).isTrue();
        assertThat(threads("is_read", "false").path("total").asInt()).isZero();
        mailbox.sync();
        assertThat(account.inbox().getMessages().getFirst().getFlags().contains(jakarta.mail.Flags.Flag.SEEN))
                .isTrue();
        account.inbox().getMessages().getFirst().setFlags(new jakarta.mail.Flags(jakarta.mail.Flags.Flag.SEEN), false);
        mailbox.sync();
        assertThat(threads("is_read", "false").path("total").asInt()).isOne();
    }

    @Test
    void links_mails_with_contacts_and_companies_whenever_these_are_made() {
        var bob = organization
                .admin()
                .post("/records/contacts", Map.of("first_name", "Bob", "email", "Bob@Customer.test"))
                .expect(201)
                .id();
        receive("a@x", "bob@customer.test", "Offer");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        var feed = organization
                .admin()
                .get("/activity/contacts/" + bob)
                .expect(200)
                .body()
                .path("interactions");
        assertThat(feed.path("data").path(0).path("subject").asString()).isEqualTo("Offer");
        var company = organization
                .admin()
                .post("/records/companies", Map.of("name", "Customer", "website", "https://www.customer.test/about"))
                .expect(201)
                .id();
        mailbox.sync();
        var later = organization
                .admin()
                .get("/activity/companies/" + company)
                .expect(200)
                .body()
                .path("interactions");
        assertThat(later.path("data").path(0).path("subject").asString()).isEqualTo("Offer");
    }

    @Test
    void forgets_everything_of_a_mailbox_that_is_disconnected() {
        receive("a@x", "bob@customer.test", "Offer");
        var mailbox = ConnectedMailbox.read(alice, account.connecting());
        alice.delete("/mailboxes/" + mailbox.id()).expect(200);
        assertThat(threads().path("total").asInt()).isZero();
        assertThat(alice.get("/mailboxes/" + mailbox.id()).expect(404).code()).isEqualTo("RECORD_NOT_FOUND");
    }
}
