package app.kasar.schema;

import app.kasar.db.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What pipelines and steps are called, those included that have been removed since. */
public final class PipelineNames {
    private final PipelineStore store;

    public PipelineNames(Database database) {
        this.store = new PipelineStore(database);
    }

    /** Names by id; the database is asked only for ids that are gone from the snapshot. */
    public Map<UUID, String> of(SchemaSnapshot snapshot, Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        for (var pipeline : snapshot.pipelines()) {
            names.put(pipeline.id(), pipeline.name());
            pipeline.steps().forEach(step -> names.put(step.id(), step.name()));
        }
        names.keySet().retainAll(ids);
        var gone = new ArrayList<>(ids);
        gone.removeAll(names.keySet());
        if (!gone.isEmpty()) {
            names.putAll(store.removedNames(snapshot.schemaName(), gone));
        }
        return names;
    }
}
