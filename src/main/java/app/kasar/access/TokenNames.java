package app.kasar.access;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What an organization's tokens are called, revoked ones included. */
public final class TokenNames {
    private static final String NAMES = "SELECT id, name FROM kasar.tokens WHERE organization_id = ? AND id = ANY(?)";

    private final Database database;

    public TokenNames(Database database) {
        this.database = database;
    }

    public Map<UUID, String> of(Organization organization, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var statement = Statement.fixed(NAMES, organization.id(), ids.toArray(UUID[]::new));
        return database.list(statement, row -> Map.entry(row.requiredUuid(1), row.requiredText(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
