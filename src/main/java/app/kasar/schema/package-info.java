/**
 * Objects, fields and relations as data: their types and values, the cached snapshot every request works on, and the DDL that makes tables of them. No query and no HTTP lives here.
 */
@NullMarked
package app.kasar.schema;

import org.jspecify.annotations.NullMarked;
