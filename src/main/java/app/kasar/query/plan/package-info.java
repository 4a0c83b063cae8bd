/**
 * What schema and access agreed to: fields found, operators fitted to types, values read, access rules added. Pure; SQL can only be made from what this package produces.
 */
@NullMarked
package app.kasar.query.plan;

import org.jspecify.annotations.NullMarked;
