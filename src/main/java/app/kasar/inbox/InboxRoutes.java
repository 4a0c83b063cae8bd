package app.kasar.inbox;

import static java.util.Objects.requireNonNull;

import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.interactions.Channels;
import app.kasar.json.BodyReader;
import app.kasar.json.Json;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.records.Change;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordReader;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code /inbox/threads} and the files in mails over HTTP. */
public final class InboxRoutes {
    private static final Limits LIMITS = new Limits(20, 100, true);
    private static final Limits MESSAGES = new Limits(50, 200, false);
    private static final Shape<Boolean> MARK = Shape.object(body -> body.required("is_read", Shape.flag()));
    private static final String OBJECT = SystemObjects.THREADS.name();
    private static final String THREAD = "/inbox/threads/{id}";

    private final SchemaCache schemas;
    private final Threads threads;
    private final Mails mails;
    private final RecordReader reader;
    private final InstantSource clock;

    public InboxRoutes(SchemaCache schemas, Inbox inbox, RecordReader reader, InstantSource clock) {
        this.schemas = schemas;
        this.threads = inbox.threads();
        this.mails = inbox.mails();
        this.reader = reader;
        this.clock = clock;
    }

    public List<Route> routes() {
        var list = ListRoutes.contents(
                LIMITS,
                "last_message_at",
                Parameter.choice("channel", Channels.mailNames(), "Only of this provider; email is all."),
                Parameter.flag("is_read", "Only those that are read, or only those that are not."));
        var get = new Contents(messagePaging(), Body.NONE).answering(200, Payload.data(MailPayloads.OPENED_THREAD));
        var mark = new Contents(List.of(), Body.JSON)
                .taking(Payload.of(MARK))
                .answering(200, Payload.data(MailPayloads.THREAD));
        var file = new Contents(List.of(), Body.NONE).answering(200, new Payload.Text("application/octet-stream"));
        return List.of(
                route(
                        Method.GET,
                        "/inbox/threads",
                        "The caller's own conversations",
                        list.answering(200, Payload.page(Payload.record(OBJECT, View.LISTED))),
                        this::list),
                route(Method.GET, THREAD, "A conversation with its messages, newest first", get, this::get),
                route(Method.PUT, THREAD, "Mark a conversation as read or unread", mark, this::mark),
                route(
                        Method.GET,
                        "/interactions/{id}/attachments/{attachmentId}",
                        "The bytes of a file in a mail",
                        file,
                        this::attachment));
    }

    private static List<Parameter> messagePaging() {
        return List.of(
                Parameter.whole("message_limit", 1, MESSAGES.maxLimit(), MESSAGES.defaultLimit(), "Messages a page."),
                Parameter.text("message_cursor", "The messages.nextCursor of the page before."));
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.INBOX, summary, contents, handler);
    }

    private Answer list(Request request) {
        var query = new HashMap<>(request.query());
        var channel = query.remove("channel");
        var isRead = request.parameter("is_read").map(Boolean::valueOf).orElse(null);
        query.remove("is_read");
        var asked = ListRequestParser.fromParameters(query, LIMITS);
        return ListRoutes.page(reader, threads.list(asked, channel, isRead, schemas.of(request.actor())));
    }

    private Answer get(Request request) {
        var schema = schemas.of(request.actor());
        var id = request.id("id");
        var thread = threads.get(id, schema);
        var asked = messages(request);
        return Answer.ok(json -> {
                    json.writeStartObject();
                    json.writeObjectPropertyStart("data");
                    Json.MAPPER.readTree(thread.json()).properties().forEach(property -> {
                        json.writeName(property.getKey());
                        json.writeRawValue(property.getValue().toString());
                    });
                    json.writeObjectPropertyStart("messages");
                    json.writeName("data");
                    var page = pagedByOwnNames(() -> mails.ofThread(id, asked, schema, json));
                    end(page.total(), page.nextCursor(), json);
                    json.writeEndObject();
                    json.writeEndObject();
                })
                .withHeader("ETag", thread.version());
    }

    private static void end(@Nullable Long total, @Nullable String nextCursor, JsonGenerator json) {
        json.writeNumberProperty("total", requireNonNull(total));
        json.writeStringProperty("nextCursor", nextCursor);
        json.writeEndObject();
    }

    private static ListRequest messages(Request request) {
        var query = new HashMap<String, String>();
        request.parameter("message_limit").ifPresent(limit -> query.put("limit", limit));
        request.parameter("message_cursor").ifPresent(cursor -> query.put("cursor", cursor));
        return ListRequestParser.fromParameters(query, MESSAGES);
    }

    /** What lists say of 'cursor' is about a parameter of another name here. */
    private static <T> T pagedByOwnNames(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Problem refused) {
            var faults = refused.faults().stream().map(InboxRoutes::ofMessages).toList();
            throw new Problem(faults, refused.details(), refused);
        }
    }

    private static Fault ofMessages(Fault fault) {
        return "cursor".equals(fault.at())
                ? new Fault(fault.code(), "message_cursor", fault.message().replace("'cursor'", "'message_cursor'"))
                : fault;
    }

    private Answer mark(Request request) {
        boolean isRead = BodyReader.read(request.bodyObject(), MARK);
        var change = new Change(schemas.of(request.actor()), request.id(), clock.instant());
        return ListRoutes.single(200, threads.mark(request.id("id"), isRead, change));
    }

    private Answer attachment(Request request) {
        var found = mails.attachment(request.id("id"), request.path("attachmentId"), schemas.of(request.actor()));
        var headers = Map.of(
                "Content-Type", AttachmentHeaders.type(found.attachment()),
                "Content-Disposition", AttachmentHeaders.disposition(found.attachment()),
                // Whatever a stranger sent must not act as a page of this server's.
                "Content-Security-Policy", "sandbox; default-src 'none'");
        return new Answer(200, headers, found.bytes());
    }
}
