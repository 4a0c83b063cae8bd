package app.kasar.laws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is sent to tasks, notes, interactions, the inbox and notifications by somebody who looks for what is not theirs. */
final class DailyWorkRequests {
    private final AccessWorld world;
    private final List<String> records;
    private final List<String> words;
    private final Map<String, Consumer<AccessRequests.Sending>> walks = new LinkedHashMap<>();

    DailyWorkRequests(AccessWorld world, List<String> records, List<String> words) {
        this.world = world;
        this.records = records;
        this.words = words;
        addTasks();
        addNotifications();
        addNotes();
        addInteractions();
        addInbox();
    }

    /** By route. */
    Map<String, Consumer<AccessRequests.Sending>> walks() {
        return walks;
    }

    private void addTasks() {
        walks.put("GET /tasks", this::taskLists);
        walks.put("GET /tasks/stats", send -> {
            send.add("/tasks/stats", null);
            AccessRequests.users(world, id -> send.add("/tasks/stats?assigned_to=" + id, null));
        });
        walks.put("GET /tasks/{id}", send -> tasks(path -> send.add(path, null)));
        walks.put("POST /tasks", send -> taskBodies(body -> send.add("/tasks", body)));
        for (var method : List.of("PUT", "PATCH")) {
            walks.put(method + " /tasks/{id}", send -> tasks(path -> taskBodies(body -> send.add(path, body))));
        }
        walks.put(
                "PUT /tasks/{id}/complete",
                send -> tasks(path -> {
                    send.add(path + "/complete", null);
                    send.add(path + "/complete", Map.of("completed", false));
                }));
        walks.put(
                "DELETE /tasks/{id}",
                send -> tasks(path -> {
                    if (!path.endsWith(world.ownTask)) {
                        send.add(path, null);
                    }
                }));
    }

    private void tasks(Consumer<String> send) {
        Stream.of(world.ownTask, world.hiddenTask, world.foreignTask).forEach(id -> send.accept("/tasks/" + id));
    }

    private void taskLists(AccessRequests.Sending send) {
        var path = "/tasks?limit=100";
        send.add(path, null);
        send.add("/tasks?limit=1", null);
        List.of("today", "overdue", "upcoming", "completed").forEach(mode -> send.add(path + "&mode=" + mode, null));
        Stream.concat(words.stream(), Stream.of("zqhiddentask"))
                .forEach(word -> send.add(path + "&search=" + word, null));
        AccessRequests.users(world, id -> send.add(path + "&assigned_to=" + id, null));
        records.forEach(id -> send.add(path + "&linked_entity_id=" + id, null));
        for (var object : AccessWorld.OBJECTS) {
            send.add(path + "&linked_entity_type=" + object, null);
            records.forEach(id -> send.add(path + "&linked_entity_type=" + object + "&linked_entity_id=" + id, null));
        }
        for (var name : List.of("id", "title", "description", "assigned_to", "created_by", "due_date")) {
            send.add(path + "&sort_by=" + name, null);
            send.add(path + "&fields=" + name, null);
            send.add(path + "&filter_field=" + name + "&filter_operator=is_not_null", null);
        }
        send.add(path + "&filter_field=title&filter_operator=contains&filter_value=zq", null);
        send.add(path + "&filter_field=id&filter_operator=equals&filter_value=" + world.hiddenTask, null);
    }

    private void taskBodies(Consumer<Map<String, Object>> send) {
        send.accept(Map.of("title", "Changed"));
        AccessRequests.users(world, id -> send.accept(Map.of("title", "Given", "assigned_to_id", id)));
        for (var object : AccessWorld.OBJECTS) {
            records.forEach(id -> send.accept(
                    Map.of("title", "Linked", "linked_entities", List.of(Map.of("id", id, "type", object)))));
        }
    }

    private void addNotes() {
        walks.put("GET /notes", this::noteLists);
        walks.put("GET /notes/{id}", send -> words("/notes/", path -> send.add(path, null)));
        walks.put("POST /notes", send -> linkingBodies(Map.of("content", "Written"), body -> send.add("/notes", body)));
        for (var method : List.of("PUT", "PATCH")) {
            walks.put(
                    method + " /notes/{id}",
                    send -> words(
                            "/notes/",
                            path -> linkingBodies(Map.of("title", "Changed"), body -> send.add(path, body))));
        }
        walks.put("DELETE /notes/{id}", send -> strangersWords("/notes/", path -> send.add(path, null)));
    }

    private void noteLists(AccessRequests.Sending send) {
        var path = "/notes?limit=100";
        send.add(path, null);
        send.add("/notes?limit=1", null);
        Stream.concat(words.stream(), Stream.of("zqhiddennote"))
                .forEach(word -> send.add(path + "&search=" + word, null));
        records.forEach(id -> send.add(path + "&entity_id=" + id, null));
        for (var object : AccessWorld.OBJECTS) {
            send.add(path + "&entity_type=" + object, null);
            records.forEach(id -> send.add(path + "&entity_type=" + object + "&entity_id=" + id, null));
        }
        for (var name : List.of("id", "title", "content", "content_text", "visibility", "created_by", "mentions")) {
            send.add(path + "&sort_by=" + name, null);
            send.add(path + "&fields=" + name, null);
            send.add(path + "&filter_field=" + name + "&filter_operator=is_not_null", null);
            send.add(path + "&filter_field=" + name + "&filter_operator=contains&filter_value=zq", null);
        }
        world.hiddenWords.forEach(
                id -> send.add(path + "&filter_field=id&filter_operator=equals&filter_value=" + id, null));
    }

    private void addInteractions() {
        var call = Map.<String, Object>of("channel", "call", "subject", "Logged");
        walks.put("POST /interactions", send -> {
            send.add("/interactions", call);
            linkingBodies(call, body -> send.add("/interactions", body));
        });
        walks.put("GET /interactions/{id}", send -> words("/interactions/", path -> send.add(path, null)));
        walks.put(
                "PATCH /interactions/{id}",
                send -> words(
                        "/interactions/",
                        path -> linkingBodies(Map.of("subject", "Changed"), body -> send.add(path, body))));
        walks.put("DELETE /interactions/{id}", send -> strangersWords("/interactions/", path -> send.add(path, null)));
    }

    private void addInbox() {
        walks.put("GET /mailboxes", send -> send.add("/mailboxes", null));
        walks.put(
                "POST /mailboxes",
                send -> send.add("/mailboxes", Map.of("provider", "imap", "email", "ada@acme.test")));
        walks.put("GET /mailboxes/{id}", send -> send.add("/mailboxes/" + world.hiddenMailbox, null));
        walks.put(
                "PATCH /mailboxes/{id}",
                send -> send.add("/mailboxes/" + world.hiddenMailbox, Map.of("password", "guessed")));
        walks.put("DELETE /mailboxes/{id}", send -> send.add("/mailboxes/" + world.hiddenMailbox, null));
        walks.put("POST /mailboxes/{id}/sync", send -> send.add("/mailboxes/" + world.hiddenMailbox + "/sync", null));
        walks.put("GET /inbox/threads", this::threadLists);
        walks.put(
                "GET /inbox/threads/{id}",
                send -> threads(path -> {
                    send.add(path, null);
                    send.add(path + "?message_limit=1", null);
                }));
        walks.put("PUT /inbox/threads/{id}", send -> threads(path -> send.add(path, Map.of("is_read", true))));
        walks.put(
                "GET /interactions/{id}/attachments/{attachmentId}",
                send -> Stream.of(world.hiddenMail, world.linkedMail, world.ownWords.getLast())
                        .forEach(id -> send.add("/interactions/" + id + "/attachments/0", null)));
    }

    private void threads(Consumer<String> send) {
        world.hiddenThreads.forEach(id -> send.accept("/inbox/threads/" + id));
    }

    private void threadLists(AccessRequests.Sending send) {
        var path = "/inbox/threads?limit=100";
        send.add(path, null);
        send.add("/inbox/threads?limit=1", null);
        List.of("email", "imap").forEach(channel -> send.add(path + "&channel=" + channel, null));
        List.of(true, false).forEach(isRead -> send.add(path + "&is_read=" + isRead, null));
        Stream.concat(words.stream(), Stream.of("zqhiddensubject"))
                .forEach(word -> send.add(path + "&search=" + word, null));
        for (var name : List.of("id", "subject", "snippet", "participants", "owner", "mailbox_id", "message_count")) {
            send.add(path + "&sort_by=" + name, null);
            send.add(path + "&fields=" + name, null);
            send.add(path + "&filter_field=" + name + "&filter_operator=is_not_null", null);
            send.add(path + "&filter_field=" + name + "&filter_operator=contains&filter_value=zq", null);
        }
        world.hiddenThreads.forEach(
                id -> send.add(path + "&filter_field=id&filter_operator=equals&filter_value=" + id, null));
    }

    private void words(String route, Consumer<String> send) {
        Stream.of(world.ownWords, world.sharedWords, world.hiddenWords, world.foreignWords, mails())
                .flatMap(List::stream)
                .forEach(id -> send.accept(route + id));
    }

    private List<String> mails() {
        return List.of(world.hiddenMail, world.linkedMail);
    }

    private void strangersWords(String route, Consumer<String> send) {
        Stream.of(world.sharedWords, world.hiddenWords, world.foreignWords, mails())
                .flatMap(List::stream)
                .forEach(id -> send.accept(route + id));
    }

    private void linkingBodies(Map<String, Object> values, Consumer<Map<String, Object>> send) {
        send.accept(values);
        AccessRequests.users(world, id -> send.accept(AccessRequests.with(values, "mentions", List.of(id))));
        for (var object : AccessWorld.OBJECTS) {
            records.forEach(id -> send.accept(
                    AccessRequests.with(values, "linked_entities", List.of(Map.of("id", id, "type", object)))));
        }
    }

    private void addNotifications() {
        walks.put("GET /notifications", send -> {
            send.add("/notifications?limit=100", null);
            send.add("/notifications?limit=100&is_read=false", null);
        });
        walks.put(
                "PUT /notifications/{id}",
                send -> send.add("/notifications/" + world.hiddenNotification, Map.of("is_read", true)));
        walks.put("POST /notifications/read-all", send -> send.add("/notifications/read-all", null));
    }
}
