package app.kasar.access;

import java.util.regex.Pattern;

/** Names a table of an organization's schema inside fixed SQL: the only way a schema's name gets into a text. */
public final class SchemaTable {
    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private SchemaTable() {}

    /**
     * The quoted, qualified name.
     *
     * @throws IllegalArgumentException unless both are plain names, as all those we give are
     */
    public static String of(String schemaName, String table) {
        return schema(schemaName) + "." + quoted(table);
    }

    /** The quoted name of the schema itself. */
    public static String schema(String schemaName) {
        return quoted(schemaName);
    }

    private static String quoted(String name) {
        if (!PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain name: " + name);
        }
        return '"' + name + '"';
    }
}
