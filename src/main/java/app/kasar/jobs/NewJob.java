package app.kasar.jobs;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A job to be made.
 *
 * @param total null when it is not known
 * @param errorHeader the first line of its file of errors, without what every such file has
 * @param file what it works on; read to its end and not closed
 */
public record NewJob(
        String kind,
        ObjectNode details,
        @Nullable Long total,
        String errorHeader,
        @Nullable InputStream file) {}
