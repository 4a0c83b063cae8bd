package app.kasar.schema;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of an organization's shape at one epoch: objects, pipelines, the names of its users, and which mailboxes
 * are on their way out. Immutable; replaced whole when the epoch moves on.
 *
 * @param objects in their order
 * @param disconnectedMailboxes what came from them is still stored and no longer anybody's; in the order of their ids
 */
public record SchemaSnapshot(
        long epoch,
        String schemaName,
        Map<String, ObjectSchema> objects,
        List<Pipeline> pipelines,
        Users users,
        List<UUID> disconnectedMailboxes) {

    public SchemaSnapshot {
        objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
        pipelines = List.copyOf(pipelines);
        disconnectedMailboxes = List.copyOf(disconnectedMailboxes);
    }

    /** @param labels of all of them, active or not */
    public record Users(Map<UUID, UserLabel> labels, Set<UUID> active) {
        public Users {
            labels = Map.copyOf(labels);
            active = Set.copyOf(active);
        }
    }

    public Set<UUID> activeUsers() {
        return users.active();
    }

    /** @throws Problem INVALID_OBJECT with the nearest name */
    public ObjectSchema object(String name) {
        return object(name, "object");
    }

    /** As {@link #object(String)}, where a request has the name at {@code at}. */
    ObjectSchema object(String name, String at) {
        return find(name).orElseThrow(() -> unknown(name, at));
    }

    /** An object of the organization or of the product itself, by a name we know to be right. */
    public ObjectSchema any(String name) {
        var system = SystemObjects.find(name);
        return system == null ? object(name) : system;
    }

    public Optional<ObjectSchema> find(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    private Problem unknown(String name, String at) {
        return new Problem(
                ErrorCode.INVALID_OBJECT,
                at,
                "there is no object '%s'%s".formatted(name, NearestName.hint(name, objects.keySet())));
    }

    public List<Pipeline> pipelinesOf(String object) {
        return pipelines.stream()
                .filter(pipeline -> pipeline.objectName().equals(object))
                .toList();
    }

    public Optional<Pipeline> findPipeline(UUID id) {
        return pipelines.stream().filter(pipeline -> pipeline.id().equals(id)).findFirst();
    }

    public @Nullable UserLabel user(UUID id) {
        return users.labels().get(id);
    }

    /** What a pipeline or a step is called; null when there is no such one any more. */
    public @Nullable UserLabel pipelinePlace(UUID id) {
        for (var pipeline : pipelines) {
            if (pipeline.id().equals(id)) {
                return new UserLabel(id, pipeline.name(), null);
            }
            var step = pipeline.findStep(id);
            if (step.isPresent()) {
                return new UserLabel(id, step.get().name(), null);
            }
        }
        return null;
    }
}
