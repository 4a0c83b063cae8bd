package app.kasar.schema;

import app.kasar.db.Database;
import app.kasar.db.SqlFailure;
import app.kasar.problem.Problem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the indexes that a change of the schema promised and did not get to build, because its server ended too early. */
public final class MissingIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(MissingIndexes.class);

    private final Database database;
    private final SchemaCache schemas;

    public MissingIndexes(Database database, SchemaCache schemas) {
        this.database = database;
        this.schemas = schemas;
    }

    /** Looks through every object of these schemas while reads and writes go on; goes on past one that fails. */
    public void build(List<String> schemaNames) {
        schemaNames.forEach(this::build);
    }

    private void build(String schemaName) {
        try {
            var indexes = new ObjectIndexes(database);
            schemas.current(schemaName)
                    .objects()
                    .values()
                    .forEach(object -> indexes.createMissing(schemaName, object.name(), ObjectIndexes.of(object)));
        } catch (Problem | SqlFailure failed) {
            LOG.warn("the indexes of {} could not be completed; the next start tries again", schemaName, failed);
        }
    }
}
