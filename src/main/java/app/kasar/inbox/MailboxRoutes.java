package app.kasar.inbox;

import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.Payload;
import app.kasar.records.ListRoutes;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code /mailboxes} and {@code /integrations/status} over HTTP. */
public final class MailboxRoutes {
    /** What is always told of, connected or not, in the order answers have. */
    private static final List<String> ALWAYS = List.of("gmail", "outlook", "google_calendar", "linkedin", "whatsapp");

    /** What is told of where it is connected. */
    private static final List<String> CONNECTED = List.of("fastmail", "imap");

    private static final Payload STATUS = Payload.object(Payload.with(
            "integrations",
            Payload.listOf(Payload.object(
                    Payload.with("provider", Payload.text()),
                    Payload.with("connected", Payload.flag()),
                    Payload.with("status", Payload.choice(List.of("active", "expired", "error", "disconnected"))),
                    Payload.with("account", Payload.textOrNull()),
                    Payload.with("last_synced_at", Payload.momentOrNull()),
                    Payload.with("last_error", Payload.textOrNull())))));

    private final Mailboxes mailboxes;
    private final InstantSource clock;

    public MailboxRoutes(Mailboxes mailboxes, InstantSource clock) {
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    public List<Route> routes() {
        var one = "/mailboxes/{id}";
        var all = Payload.object(Payload.with("data", Payload.listOf(MailboxJson.PAYLOAD)));
        var shown = Payload.data(MailboxJson.PAYLOAD);
        var connecting = contents(Body.JSON).taking(NewMailbox.connecting()).answering(201, shown);
        var renewing = contents(Body.JSON).taking(NewMailbox.renewing()).answering(200, shown);
        var reading = contents(Body.NONE).answering(200, shown);
        var syncing = contents(Body.NONE).answering(202, shown);
        var deleting = contents(Body.NONE).answering(200, Payload.deleted());
        return List.of(
                route(
                        Method.GET,
                        "/mailboxes",
                        "The caller's own mailboxes",
                        contents(Body.NONE).answering(200, all),
                        this::list),
                route(Method.POST, "/mailboxes", "Connect a mailbox", connecting, this::connect),
                route(Method.GET, one, "One of the caller's mailboxes", reading, this::get),
                route(Method.PATCH, one, "Give a new password or access token", renewing, this::renew),
                route(Method.DELETE, one, "Disconnect a mailbox and forget its mail", deleting, this::disconnect),
                route(Method.POST, one + "/sync", "Read a mailbox now", syncing, this::sync),
                route(
                        Method.GET,
                        "/integrations/status",
                        "The caller's connections",
                        contents(Body.NONE).answering(200, STATUS),
                        this::integrations));
    }

    private static Contents contents(Body body) {
        return new Contents(List.of(), body);
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private Answer list(Request request) {
        var all = mailboxes.list(request.actor());
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            all.forEach(mailbox -> MailboxJson.write(mailbox, json));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Answer connect(Request request) {
        var connected = mailboxes.connect(request.bodyObject(), request.actor(), clock.instant());
        return answer(201, connected).withHeader("Location", "/api/v1/mailboxes/" + connected.id());
    }

    private Answer get(Request request) {
        return answer(200, mailboxes.get(request.id("id"), request.actor()));
    }

    private Answer renew(Request request) {
        return answer(200, mailboxes.renew(request.id("id"), request.bodyObject(), request.actor(), clock.instant()));
    }

    private Answer sync(Request request) {
        return answer(202, mailboxes.sync(request.id("id"), request.actor(), clock.instant()));
    }

    private Answer disconnect(Request request) {
        var id = request.id("id");
        mailboxes.disconnect(id, request.actor(), clock.instant());
        return ListRoutes.deleted(id);
    }

    private static Answer answer(int status, Mailbox mailbox) {
        return Answer.of(status, json -> {
            json.writeStartObject();
            json.writeName("data");
            MailboxJson.write(mailbox, json);
            json.writeEndObject();
        });
    }

    private Answer integrations(Request request) {
        var all = mailboxes.list(request.actor());
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("integrations");
            for (var provider : ALWAYS) {
                if (of(provider, all).isEmpty()) {
                    disconnected(provider, json);
                }
                of(provider, all).forEach(mailbox -> connected(mailbox, json));
            }
            CONNECTED.forEach(provider -> of(provider, all).forEach(mailbox -> connected(mailbox, json)));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static List<Mailbox> of(String provider, List<Mailbox> all) {
        return all.stream()
                .filter(mailbox -> mailbox.account().provider().wireName().equals(provider))
                .toList();
    }

    private static void disconnected(String provider, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("provider", provider);
        json.writeBooleanProperty("connected", false);
        json.writeStringProperty("status", "disconnected");
        json.writeNullProperty("account");
        json.writeNullProperty("last_synced_at");
        json.writeNullProperty("last_error");
        json.writeEndObject();
    }

    private static String status(Mailbox.State state) {
        if (state.lastError() == null) {
            return "active";
        }
        return state.isExpired() ? "expired" : "error";
    }

    private static void connected(Mailbox mailbox, JsonGenerator json) {
        var state = mailbox.state();
        json.writeStartObject();
        json.writeStringProperty("provider", mailbox.account().provider().wireName());
        json.writeBooleanProperty("connected", true);
        json.writeStringProperty("status", status(state));
        json.writeStringProperty("account", mailbox.account().email());
        MailboxJson.lastSync(state, json);
        json.writeStringProperty("last_error", state.lastError());
        json.writeEndObject();
    }
}
