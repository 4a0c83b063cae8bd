package app.kasar.accounts;

import app.kasar.db.Database;
import java.time.InstantSource;

/** What the operator of an installation works with. */
public record Administration(Organizations organizations, WorkspaceUsers users, ApiTokens tokens) {

    public static Administration of(
            Database database, InstantSource time, Organizations.NewSchema newSchema, ObjectNames objectNames) {
        var users = new WorkspaceUsers(database, time);
        var tokens = new ApiTokens(database, time, objectNames);
        return new Administration(new Organizations(database, time, newSchema, users, tokens), users, tokens);
    }
}
