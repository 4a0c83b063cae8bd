package app.kasar.inbox;

import app.kasar.inbox.imap.ImapAddress;
import app.kasar.inbox.imap.ImapLogin;
import app.kasar.json.Payload;
import app.kasar.schema.value.Instants;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** How mailboxes are written in answers. Nothing written here is secret. */
final class MailboxJson {
    static final Payload PAYLOAD = Payload.object(
            Payload.with("id", Payload.id()),
            Payload.with("provider", Payload.choice(Provider.wireNames())),
            Payload.with("email", Payload.text()),
            Payload.with("host", Payload.text()),
            Payload.with("port", Payload.count()),
            Payload.with("security", Payload.choice(ImapAddress.Security.wireNames())),
            Payload.with("auth", Payload.choice(ImapLogin.Method.wireNames())),
            Payload.with("username", Payload.text()),
            Payload.with("status", Payload.choice(List.of("syncing", "active", "error"))),
            Payload.with("last_synced_at", Payload.momentOrNull()),
            Payload.with("last_error", Payload.textOrNull()),
            Payload.with(
                    "counts",
                    Payload.object(
                            Payload.with("seen", Payload.count()),
                            Payload.with("stored", Payload.count()),
                            Payload.with("skipped", Payload.count()),
                            Payload.with("skipped_by_reason", new Payload.Keyed(Payload.count())))));

    private MailboxJson() {}

    static void write(Mailbox mailbox, JsonGenerator json) {
        var account = mailbox.account();
        json.writeStartObject();
        json.writeStringProperty("id", mailbox.id().toString());
        json.writeStringProperty("provider", account.provider().wireName());
        json.writeStringProperty("email", account.email());
        json.writeStringProperty("host", account.address().host());
        json.writeNumberProperty("port", account.address().port());
        json.writeStringProperty("security", account.address().security().wireName());
        json.writeStringProperty("auth", account.method().wireName());
        json.writeStringProperty("username", account.username());
        state(mailbox.state(), json);
        json.writeEndObject();
    }

    private static void state(Mailbox.State state, JsonGenerator json) {
        json.writeStringProperty("status", state.status().wireName());
        lastSync(state, json);
        json.writeStringProperty("last_error", state.lastError());
        json.writeObjectPropertyStart("counts");
        json.writeNumberProperty("seen", state.counts().seen());
        json.writeNumberProperty("stored", state.counts().stored());
        json.writeNumberProperty("skipped", state.counts().allSkipped());
        json.writeObjectPropertyStart("skipped_by_reason");
        new TreeMap<>(state.counts().skipped()).forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    static void lastSync(Mailbox.State state, JsonGenerator json) {
        var at = state.lastSyncedAt();
        json.writeStringProperty("last_synced_at", at == null ? null : Instants.format(at));
    }
}
