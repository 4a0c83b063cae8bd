package app.kasar.accounts;

import app.kasar.access.Scope;
import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import app.kasar.problem.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A token as asked for. */
public record NewApiToken(
        UUID workspaceUserId, TokenTerms terms, @Nullable Instant expiresAt) {
    private static final int MOST_NAME_CHARACTERS = 100;
    private static final int MOST_OBJECTS = 500;
    private static final String READ = "read";

    /**
     * @param ownId the caller, whose token it is unless the body says otherwise
     * @throws Problem with every fault of {@code {"name", "scopes", "access", "objects", "expires_at", "workspace_user_id"}}
     */
    public static NewApiToken read(ObjectNode json, UUID ownId) {
        return BodyReader.read(json, shape(ownId));
    }

    static Shape<NewApiToken> shape(UUID ownId) {
        return Shape.object(body -> {
            var name = body.required("name", Shape.filledText(MOST_NAME_CHARACTERS));
            var scopes = body.optional("scopes", scopes());
            var access = body.optional("access", Shape.choice(List.of(READ, "write")));
            var objects = body.nullable("objects", Shape.listOf(Shape.filledText(63), MOST_OBJECTS));
            var expiresAt = body.nullable("expires_at", Shape.instant());
            var owner = body.optional("workspace_user_id", Shape.uuid());
            return () -> new NewApiToken(
                    owner.get().orElse(ownId),
                    new TokenTerms(
                            name.get(),
                            scopes.get().orElse(Set.of(Scope.MCP)),
                            access.get().filter(READ::equals).isPresent(),
                            objects.get().<Set<String>>map(Set::copyOf).orElse(null)),
                    expiresAt.get().orElse(null));
        });
    }

    private static Shape<Set<Scope>> scopes() {
        var scope = Shape.choice(Scope.wireNames()).convert(Scope::find, "must be a scope");
        return Shape.listOf(scope, Scope.values().length)
                .where(list -> !list.isEmpty(), "must name at least one scope")
                .convert(list -> Optional.of(EnumSet.copyOf(list)), "must be a list of scopes");
    }
}
