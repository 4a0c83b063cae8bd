/** Real data sets through the API, compared with numbers computed from the files themselves; skipped where they are missing. */
package app.kasar.realdata;
