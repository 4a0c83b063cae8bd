package app.kasar.transfer.source;

import java.nio.charset.Charset;

/** How a file is to be read. */
public sealed interface SourceFormat {
    Charset charset();

    /** Records of cells, the first of which names the columns. */
    record Csv(Charset charset, char delimiter) implements SourceFormat {}

    /** A JSON object a line. */
    record Ndjson(Charset charset) implements SourceFormat {}
}
