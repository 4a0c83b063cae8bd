package app.kasar.laws;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import app.kasar.inbox.ConnectedMailbox;
import app.kasar.inbox.TestMailServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two organizations full of secrets. In one of them a member sees only their own contacts, without four fields, and no
 * company; opportunities and tags they may read.
 */
final class AccessWorld implements AutoCloseable {
    static final List<String> OBJECTS = List.of("contacts", "companies", "opportunities", "tags");
    private static final Map<String, Object> READ_ONLY =
            Map.of("read", "all", "create", "none", "update", "none", "delete", "none");

    private static final Map<String, Object> OWN =
            Map.of("read", "own", "create", "own", "update", "own", "delete", "own");

    private static final Map<String, Object> ALL =
            Map.of("read", "all", "create", "all", "update", "all", "delete", "all");

    final RunningKasar kasar = new RunningKasar();
    final RunningKasar.Node second = kasar.secondNode();
    final TestOrganization acme = kasar.organization("acme");
    final TestOrganization rival = kasar.organization("rival");
    final TestOrganization.User member = acme.user("mia@acme.test", Role.MEMBER);
    final Client admin = acme.admin();

    /** What the member may see and change. */
    final List<String> own = new ArrayList<>();
    /** A contact of the member's that may be deleted. */
    String doomed;
    /** Records the member may read but not change, by object. */
    final Map<String, String> readable = new LinkedHashMap<>();
    /** Records of the same organization the member may not know of, by object. */
    final Map<String, String> hidden = new LinkedHashMap<>();
    /** A company the member may not read, but whose id stands in a contact of theirs. */
    String linkedCompany;
    /** Records of the other organization, by object. */
    final Map<String, String> foreign = new LinkedHashMap<>();

    /** A task of the member's, linked to a company they may not read. */
    String ownTask;
    /** A task of others. */
    String hiddenTask;
    /** A task of the other organization. */
    String foreignTask;
    /** What the administrator was told. */
    String hiddenNotification;

    /** An import of the administrator's. */
    String hiddenJob;

    /** A note and a call of the member's. */
    final List<String> ownWords = new ArrayList<>();
    /** A note and a call the member may read, linked to a company they may not. */
    final List<String> sharedWords = new ArrayList<>();
    /** A private note of the administrator's on a contact of the member's, and a call on a contact they may not read. */
    final List<String> hiddenWords = new ArrayList<>();
    /** A note and a call of the other organization. */
    final List<String> foreignWords = new ArrayList<>();

    /** Mail of the administrator's, from a stranger and from a contact of the member's. */
    final TestMailServer mailServer = new TestMailServer();
    /** The administrator's mailbox. */
    String hiddenMailbox;
    /** Its threads. */
    final List<String> hiddenThreads = new ArrayList<>();
    /** A mail that belongs to no record. */
    String hiddenMail;
    /** A mail that belongs to a contact of the member's, in whose feed they see that it is there. */
    String linkedMail;

    /** Pipelines and steps of both organizations. */
    final List<String> pipelines = new ArrayList<>();

    final String adminToken;
    final String rivalToken;

    AccessWorld() {
        addFields();
        fillRival();
        fillAcme();
        adminToken = tokenOf(admin);
        rivalToken = tokenOf(rival.admin());
        List.of(admin, rival.admin()).forEach(this::readPipelines);
        addTasks();
        addWords();
        addMail();
        restrictMember();
    }

    private void addMail() {
        var account = mailServer.account("ada@acme.test");
        var known = admin.get("/records/contacts/" + own.getFirst()).expect(200).data();
        var address = known.path("email").path(0).path("email").asString();
        account.receive(mail("zqstranger@zqmailer.test", "zqhiddensubject"));
        account.receive(mail(address, "Known subject"));
        hiddenMailbox = ConnectedMailbox.read(admin, account.connecting()).id();
        for (var thread : admin.get("/inbox/threads").expect(200).data()) {
            var id = thread.path("id").asString();
            hiddenThreads.add(id);
            var messages = admin.get("/inbox/threads/" + id).expect(200).data().path("messages");
            var mail = messages.path("data").path(0).path("id").asString();
            if (thread.path("subject").asString().startsWith("zq")) {
                hiddenMail = mail;
            } else {
                linkedMail = mail;
            }
        }
    }

    /** Its snippet ends before its secret begins. */
    private static String[] mail(String from, String subject) {
        return new String[] {
            "Message-ID: <" + subject.replace(" ", "") + "@zqids.test>",
            "Date: Tue, 10 Mar 2026 10:00:00 +0000",
            "From: " + from,
            "To: ada@acme.test",
            "Subject: " + subject,
            "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=zqboundary",
            "",
            "--zqboundary",
            "Content-Type: text/plain",
            "",
            "Plain words. ".repeat(20) + "zqmailbody",
            "--zqboundary",
            "Content-Type: text/plain; name=zqattachment.txt",
            "Content-Disposition: attachment; filename=zqattachment.txt",
            "",
            "zqattachedtext",
            "--zqboundary--"
        };
    }

    private void readPipelines(Client client) {
        var first =
                client.get("/pipelines").expect(200).body().path("pipelines").get(0);
        pipelines.add(first.path("id").asString());
        pipelines.add(first.path("steps").get(1).path("id").asString());
    }

    private static String tokenOf(Client client) {
        return client.get("/tokens").expect(200).data().get(0).path("id").asString();
    }

    private void addTasks() {
        ownTask = task(member.client(), Map.of("title", "Own task", "due_date", "2026-03-15"));
        var links = List.of(Map.of("id", hidden.get("companies"), "type", "companies"));
        admin.put("/tasks/" + ownTask, Map.of("linked_entities", links)).expect(200);
        var other = acme.user("olga@acme.test", Role.MEMBER).client();
        var values = new LinkedHashMap<String, Object>(Map.of("title", "zqhiddentask", "description", "zqsecret"));
        values.putAll(Map.of("due_date", "2026-03-15", "assigned_to_id", acme.adminId(), "linked_entities", links));
        hiddenTask = task(other, values);
        hiddenNotification =
                admin.get("/notifications").expect(200).data().get(0).path("id").asString();
        hiddenJob = admin.upload(
                        "/import/tags?dry_run=true", "text/csv", "name,zqplainfield\nzqplainvalue,1\n".getBytes(UTF_8))
                .expect(202)
                .id();
        foreignTask = task(rival.admin(), Map.of("title", "zqrivaltask"));
    }

    private void addWords() {
        var mine = Map.of("id", own.getFirst(), "type", "contacts");
        var unreadable = Map.of("id", hidden.get("companies"), "type", "companies");
        addWords(ownWords, member.client(), "Own words", "workspace", List.of(mine));
        addWords(sharedWords, admin, "Shared words", "workspace", List.of(mine, unreadable));
        addNote(hiddenWords, admin, "zqhiddennote", "private", List.of(mine));
        addCall(hiddenWords, admin, "zqhiddencall", List.of(Map.of("id", hidden.get("contacts"), "type", "contacts")));
        var theirs = Map.of("id", foreign.get("contacts"), "type", "contacts");
        addWords(foreignWords, rival.admin(), "zqrivalwords", "workspace", List.of(theirs));
    }

    private static void addWords(
            List<String> ids, Client author, String title, String visibility, List<Map<String, String>> links) {
        addNote(ids, author, title, visibility, links);
        addCall(ids, author, title, links);
    }

    private static void addNote(
            List<String> ids, Client author, String title, String visibility, List<Map<String, String>> links) {
        var note = Map.of("title", title, "content", title, "visibility", visibility, "linked_entities", links);
        ids.add(author.post("/notes", note).expect(201).id());
    }

    private static void addCall(List<String> ids, Client author, String subject, List<Map<String, String>> links) {
        var call = Map.of("channel", "call", "subject", subject, "body_text", subject, "linked_entities", links);
        ids.add(author.post("/interactions", call).expect(201).id());
    }

    private static String task(Client client, Map<String, ?> values) {
        return client.post("/tasks", values).expect(201).id();
    }

    private void addFields() {
        admin.post("/schema/contacts/fields", Map.of("name", "zqplainfield", "label", "ZQ plain label", "type", "TEXT"))
                .expect(201);
        admin.post("/schema/contacts/fields", Map.of("name", "zqmailfield", "label", "ZQ mail label", "type", "EMAILS"))
                .expect(201);
        var relation = Map.of("type", "BELONGS_TO_MANY", "target", "tags", "inverse", "zqinversefield");
        admin.post(
                        "/schema/contacts/fields",
                        Map.of(
                                "name",
                                "zqrelationfield",
                                "label",
                                "ZQ relation label",
                                "type",
                                "RELATION",
                                "relation",
                                relation))
                .expect(201);
    }

    private void fillRival() {
        for (var object : OBJECTS) {
            var name = object.equals("contacts") ? "first_name" : "name";
            foreign.put(
                    object,
                    rival.admin()
                            .post("/records/" + object, Map.of(name, "zqrival" + object))
                            .expect(201)
                            .id());
        }
    }

    private void fillAcme() {
        linkedCompany = create("companies", Map.of("name", "zqlinkedcompany", "industry", "zqindustry"));
        hidden.put("companies", create("companies", Map.of("name", "zqhiddencompany", "domain", "zqdomain.test")));
        var tag = create("tags", Map.of("name", "Plain tag", "color", "red"));
        readable.put("tags", tag);
        for (var index = 0; index < 3; index++) {
            own.add(create("contacts", contact("Own " + index, tag)));
        }
        doomed = create("contacts", contact("Doomed", tag));
        var other = new LinkedHashMap<>(contact("zqotherfirst", tag));
        other.put("owner", acme.adminId().toString());
        other.put("last_name", "zqotherlast");
        hidden.put("contacts", create("contacts", other));
        readable.put(
                "opportunities",
                create(
                        "opportunities",
                        Map.of(
                                "name",
                                "Deal",
                                "company",
                                linkedCompany,
                                "contacts",
                                List.of(own.getFirst(), hidden.get("contacts")),
                                "tags",
                                List.of(tag))));
    }

    private Map<String, Object> contact(String name, String tag) {
        var number = hidden.size() + own.size() + name.length();
        return Map.of(
                "first_name",
                name,
                "email",
                "zqemail" + number + "@zqsecret.test",
                "zqplainfield",
                "zqplainvalue",
                "zqmailfield",
                List.of("zqmail@zqsecret.test"),
                "zqrelationfield",
                List.of(tag),
                "company",
                linkedCompany,
                "owner",
                member.id().toString());
    }

    private String create(String object, Map<String, ?> values) {
        return admin.post("/records/" + object, values).expect(201).id();
    }

    private void restrictMember() {
        var contacts = Map.of(
                "read", "own",
                "create", "own",
                "update", "own",
                "delete", "own",
                "hidden_fields", List.of("zqplainfield", "zqmailfield", "zqrelationfield", "email"));
        var none = Map.of("read", "none", "create", "none", "update", "none", "delete", "none");
        admin.put(
                        "/roles/member",
                        Map.of(
                                "grants",
                                Map.of(
                                        "contacts",
                                        contacts,
                                        "companies",
                                        none,
                                        "tasks",
                                        OWN,
                                        "notes",
                                        ALL,
                                        "interactions",
                                        ALL,
                                        "*",
                                        READ_ONLY)))
                .expect(200);
    }

    /** Names of fields that do not exist for the member. */
    static final List<String> HIDDEN_NAMES =
            List.of("zqplainfield", "zqmailfield", "zqrelationfield", "zqinversefield");

    private static final List<String> HIDDEN_VALUES = List.of(
            "zqplainvalue",
            "zqmail@zqsecret.test",
            "zqsecret",
            "zqlinkedcompany",
            "zqindustry",
            "zqhiddencompany",
            "zqdomain.test",
            "zqotherfirst",
            "zqotherlast",
            "zqhiddentask",
            "ZQ plain label",
            "ZQ mail label",
            "ZQ relation label");

    /** What no answer to the member may hold, each with something of the same kind that does not exist at all. */
    Map<String, String> secretsOfMember() {
        return withCounterparts(Stream.of(
                        HIDDEN_NAMES.stream(),
                        HIDDEN_VALUES.stream(),
                        hidden.values().stream(),
                        Stream.of(hiddenTask, hiddenNotification, hiddenJob, "zqhiddennote", "zqhiddencall"),
                        Stream.of(hiddenMail, hiddenMailbox, "zqmailer.test", "zqhiddensubject", "zqids.test"),
                        Stream.of("zqmailbody", "zqattachment", "zqattachedtext"),
                        hiddenThreads.stream(),
                        hiddenWords.stream(),
                        ofRival())
                .flatMap(one -> one));
    }

    /** What only the administrator with the mailbox may be told. */
    Map<String, String> mailOfAdmin() {
        return withCounterparts(Stream.of(
                        Stream.of(hiddenMail, hiddenMailbox, "zqmailer.test", "zqhiddensubject", "zqids.test"),
                        Stream.of("zqmailbody", "zqattachment", "zqattachedtext"),
                        hiddenThreads.stream())
                .flatMap(one -> one));
    }

    /** Acts for that administrator with a token that another one issued. */
    Client borrowed() {
        var other = acme.user("other@acme.test", Role.ADMIN).client();
        var asked = Map.of("name", "borrowed", "scopes", List.of("mcp"), "workspace_user_id", acme.adminId());
        var token =
                other.post("/tokens", asked).expect(201).data().path("token").asString();
        return admin.with("Authorization", "Bearer " + token);
    }

    /** What no answer to the other organization may hold. */
    Map<String, String> secretsOfAcme() {
        var ids = Stream.of(
                        Stream.of(hiddenMail, linkedMail, hiddenMailbox),
                        hiddenThreads.stream(),
                        hidden.values().stream(),
                        readable.values().stream(),
                        own.stream(),
                        Stream.of(ownWords, sharedWords, hiddenWords).flatMap(List::stream),
                        Stream.of(
                                doomed,
                                ownTask,
                                hiddenTask,
                                hiddenNotification,
                                hiddenJob,
                                linkedCompany,
                                adminToken,
                                acme.adminId().toString()),
                        Stream.of(
                                member.id().toString(),
                                acme.schemaName(),
                                acme.organization().id().toString()))
                .flatMap(one -> one);
        return withCounterparts(
                Stream.of(HIDDEN_NAMES.stream(), HIDDEN_VALUES.stream(), ids).flatMap(one -> one));
    }

    private Stream<String> ofRival() {
        return Stream.concat(
                Stream.of(
                                foreign.values().stream(),
                                foreignWords.stream(),
                                pipelines.stream().skip(2))
                        .flatMap(one -> one),
                Stream.of(
                        "zqrival",
                        rivalToken,
                        foreignTask,
                        rival.adminId().toString(),
                        rival.schemaName(),
                        rival.organization().id().toString()));
    }

    private static Map<String, String> withCounterparts(Stream<String> secrets) {
        var counterparts = new LinkedHashMap<String, String>();
        secrets.forEach(secret -> counterparts.put(secret, counterpart(secret, counterparts.size())));
        return counterparts;
    }

    private static String counterpart(String secret, int number) {
        if (secret.length() == 36 && secret.charAt(8) == '-') {
            return UUID.randomUUID().toString();
        }
        return secret.contains("@") ? "xq%d@xqnowhere.test".formatted(number) : "xqnothing%d".formatted(number);
    }

    /** Everything stored that neither the member nor the other organization may change, as text. */
    List<String> untouchable() {
        var schema = acme.schemaName();
        var queries = List.of(
                "SELECT t::text FROM %s.companies t",
                "SELECT t::text FROM %s.opportunities t",
                "SELECT t::text FROM %s.tags t",
                "SELECT t::text FROM %s.workspace_users t",
                "SELECT t::text FROM %s.role_grants t",
                "SELECT t::text FROM %s.objects t",
                "SELECT t::text FROM %s.fields t",
                "SELECT t::text FROM %s.contacts t WHERE first_name LIKE 'zq%%'",
                "SELECT concat(id, zqplainfield, zqmailfield, email) FROM %s.contacts WHERE id = ANY('{OWN}')",
                "SELECT t::text FROM %s.tasks t WHERE title LIKE 'zq%%'",
                "SELECT concat(record_id) FROM %s.tasks_links WHERE source_id = '" + hiddenTask + "'",
                "SELECT concat(record_id) FROM %s.tasks_links WHERE object_name = 'companies'",
                "SELECT t::text FROM %s.notes t WHERE title LIKE 'zq%%' OR title LIKE 'Shared%%'",
                "SELECT t::text FROM %s.interactions t WHERE subject LIKE 'zq%%' OR subject LIKE 'Shared%%'",
                "SELECT concat(source_id, record_id) FROM %s.notes_links WHERE source_id = ANY('{WORDS}')",
                "SELECT concat(source_id, record_id) FROM %s.interactions_links WHERE source_id = ANY('{WORDS}')",
                "SELECT concat(id, status = 'cancelled') FROM %s.jobs",
                "SELECT t::text FROM %s.notifications t WHERE id = '" + hiddenNotification + "'",
                "SELECT t::text FROM %s.mailboxes t",
                "SELECT t::text FROM %s.threads t",
                "SELECT concat(id, is_read) FROM %s.mails",
                "SELECT t::text FROM %s.contacts_zqrelationfield_links t JOIN %1$s.contacts c ON c.id = t.source_id WHERE c.id = ANY('{OWN}')",
                "SELECT t::text FROM %s.events t WHERE object_name NOT IN ('contacts', 'tasks', 'notes', 'interactions', 'notifications') AND kind NOT IN ('associated', 'dissociated')");
        return queries.stream()
                .flatMap(query -> kasar
                        .database()
                        .database()
                        .list(
                                Statement.fixed(query.formatted(schema)
                                                .replace("OWN", String.join(",", own))
                                                .replace(
                                                        "WORDS",
                                                        String.join(",", sharedWords) + ","
                                                                + String.join(",", hiddenWords))
                                        + " ORDER BY 1"),
                                row -> row.requiredText(1))
                        .stream())
                .toList();
    }

    /** As {@link #untouchable}, of the other organization. */
    List<String> untouchableOfRival() {
        return Stream.concat(
                        OBJECTS.stream(),
                        Stream.of(
                                "workspace_users",
                                "role_grants",
                                "objects",
                                "fields",
                                "tasks",
                                "notes",
                                "interactions",
                                "notifications",
                                "events"))
                .flatMap(table -> kasar
                        .database()
                        .database()
                        .list(
                                Statement.fixed(
                                        "SELECT t::text FROM %s.%s t ORDER BY 1".formatted(rival.schemaName(), table)),
                                row -> row.requiredText(1))
                        .stream())
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        second.close();
        kasar.close();
        mailServer.close();
    }
}
