package app.kasar.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a token may be used for. */
public enum Scope {
    /** Every endpoint. */
    MCP("mcp"),
    /** Bodies of e-mail messages; alone it opens the inbox routes and /me. */
    INBOX_CONTENT("inbox:content");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Scope> find(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Scope::wireName).toList();
    }
}
