package app.kasar.notes;

import app.kasar.json.Json;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Faults;
import app.kasar.schema.SchemaSnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom a note mentions.
 *
 * @param listed named beside the content
 * @param written named in the content, as {@code <span data-mention-id="…">}
 */
record Mentions(Set<UUID> listed, Set<UUID> written) {
    /** Users one note may mention. */
    static final int MOST = 100;

    /** Sanitized HTML has one way of writing an attribute, and none of its texts holds a quote or an angle bracket. */
    private static final Pattern WRITTEN = Pattern.compile("<span data-mention-id=\"([^\"]*)\"");

    static final Mentions NONE = new Mentions(Set.of(), Set.of());

    private static final Shape<List<UUID>> SHAPE = Shape.listOf(Shape.uuid(), MOST);

    Mentions {
        listed = Set.copyOf(listed);
        written = Set.copyOf(written);
    }

    /** Of a note as stored. */
    static Mentions of(JsonNode note) {
        var listed = note.path("mentions")
                .valueStream()
                .map(id -> UUID.fromString(id.asString()))
                .collect(Collectors.toSet());
        return new Mentions(listed, writtenIn(note.path("content").asString(), new Faults()));
    }

    /** Takes {@code mentions} out of a body; empty when it is not there or wrong. */
    static Optional<Set<UUID>> take(ObjectNode body, Faults faults) {
        var value = body.remove("mentions");
        return value == null
                ? Optional.empty()
                : SHAPE.read(value, new Place("mentions", faults)).map(Set::copyOf);
    }

    /** @param html sanitized */
    static Set<UUID> writtenIn(String html, Faults faults) {
        var found = new LinkedHashSet<UUID>();
        var matcher = WRITTEN.matcher(html);
        while (matcher.find()) {
            if (Shape.UUID_FORM.matcher(matcher.group(1)).matches()) {
                found.add(UUID.fromString(matcher.group(1)));
            } else {
                faults.invalid("content", "a data-mention-id in 'content' must be the id of a user");
                return found;
            }
        }
        return found;
    }

    /** The ids as they are stored. */
    static @Nullable String stored(Set<UUID> listed) {
        return listed.isEmpty() ? null : Json.MAPPER.writeValueAsString(listed);
    }

    Set<UUID> all() {
        var all = new LinkedHashSet<>(listed);
        all.addAll(written);
        return all;
    }

    /** Refuses too many, and users who cannot be told; those whom the note mentioned before may have left since. */
    void check(Mentions before, SchemaSnapshot snapshot, Faults faults) {
        if (all().size() > MOST) {
            faults.invalid("mentions", "a note may mention at most %d users".formatted(MOST));
            return;
        }
        var known = new LinkedHashSet<>(before.all());
        known.addAll(snapshot.activeUsers());
        check(listed, "mentions", known, faults);
        check(written, "content", known, faults);
    }

    private static void check(Set<UUID> users, String at, Set<UUID> known, Faults faults) {
        for (var user : users) {
            if (!known.contains(user)) {
                faults.invalid(at, "'%s' mentions %s, who is no active user".formatted(at, user));
            }
        }
    }
}
