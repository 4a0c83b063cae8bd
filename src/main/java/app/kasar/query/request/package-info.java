/**
 * What a caller asked for, with its shape checked and nothing else: filters, sorts, projections, cursors. Pure; knows neither the schema nor SQL.
 */
@NullMarked
package app.kasar.query.request;

import org.jspecify.annotations.NullMarked;
