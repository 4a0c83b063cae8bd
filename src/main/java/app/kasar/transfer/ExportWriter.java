package app.kasar.transfer;

import app.kasar.db.Row;
import java.io.IOException;

/** Writes one file: its beginning when it is made, then every record, then its end. */
interface ExportWriter {
    void write(Row row);

    /** Writes what follows the last record, and passes on what waits. */
    void end() throws IOException;
}
