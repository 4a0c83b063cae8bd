package app.kasar.schema;

import app.kasar.db.ConstraintViolation;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.SqlFailure;
import app.kasar.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the indexes that are not there though they should be: those that a change of the schema promised and did not get to build,
 * because its server ended too early, and those that a newer version of the product has for objects that were made before it.
 */
public final class MissingIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(MissingIndexes.class);

    private final Database database;
    private final SchemaCache schemas;

    public MissingIndexes(Database database, SchemaCache schemas) {
        this.database = database;
        this.schemas = schemas;
    }

    /** Looks through every object of these schemas, the product's own included, while reads and writes go on. */
    public void build(List<String> schemaNames) {
        schemaNames.forEach(this::build);
    }

    private void build(String schemaName) {
        try {
            var objects = schemas.current(schemaName).objects().values();
            Stream.concat(objects.stream(), SystemObjects.WITH_TABLES.stream())
                    .forEach(object -> build(schemaName, object));
        } catch (Problem | SqlFailure failed) {
            LOG.warn("the indexes of {} could not be looked at; the next start tries again", schemaName, failed);
        }
    }

    /** One that fails does not keep the others from being made. */
    private void build(String schemaName, ObjectSchema object) {
        try {
            new ObjectIndexes(database).createMissing(schemaName, object.name(), ObjectIndexes.of(object));
        } catch (Problem | SqlFailure | ConstraintViolation | Contention failed) {
            LOG.warn(
                    "the indexes of {}.{} could not be completed; the next start tries again",
                    schemaName,
                    object.name(),
                    failed);
        }
    }
}
