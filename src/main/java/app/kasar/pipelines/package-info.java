/**
 * Pipelines as callers work with them: what there are, records moved from step to step, and the way a record has gone.
 * The catalogue of pipelines and its rules belong to the schema room; no table is named here.
 */
@NullMarked
package app.kasar.pipelines;

import org.jspecify.annotations.NullMarked;
