package app.kasar.schema;

import app.kasar.access.Actor;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The snapshot of each organization a node works on. A snapshot is used only while the caller's epoch is its own; the
 * statements made from it check that epoch again.
 */
public final class SchemaCache {
    private final SchemaStore store;
    private final Map<UUID, SchemaSnapshot> snapshots = new ConcurrentHashMap<>();

    public SchemaCache(Database database) {
        this.store = new SchemaStore(database);
    }

    /** @throws StaleSnapshot when the organization has moved on since the actor was loaded */
    public VisibleSchema of(Actor actor) {
        var known = snapshots.get(actor.organization().id());
        if (known == null || known.epoch() != actor.epoch()) {
            known = load(actor);
        }
        return new VisibleSchema(known, actor);
    }

    private SchemaSnapshot load(Actor actor) {
        var loaded = store.load(actor.organization().schemaName());
        if (loaded.epoch() != actor.epoch()) {
            throw new StaleSnapshot("the organization's schema or users changed");
        }
        snapshots.put(actor.organization().id(), loaded);
        return loaded;
    }

    /** The shape as it is now, for work that has no caller: the command line and maintenance. */
    public SchemaSnapshot current(String schemaName) {
        return store.load(schemaName);
    }
}
