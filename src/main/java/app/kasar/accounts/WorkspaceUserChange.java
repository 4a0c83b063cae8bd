package app.kasar.accounts;

import app.kasar.access.Role;
import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import app.kasar.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is to be changed of a workspace user; null leaves as it is. */
public record WorkspaceUserChange(
        @Nullable String fullName,
        @Nullable Role role,
        @Nullable Boolean isActive,
        @Nullable TimeZoneChange timeZone) {

    public static final WorkspaceUserChange DEACTIVATION = new WorkspaceUserChange(null, null, false, null);

    /** Nothing but another time zone. */
    static WorkspaceUserChange of(TimeZoneChange timeZone) {
        return new WorkspaceUserChange(null, null, null, timeZone);
    }

    /** @throws Problem with every fault of {@code {"full_name", "role", "is_active", "time_zone"}}, none of which must be there */
    public static WorkspaceUserChange read(ObjectNode json) {
        return BodyReader.read(json, shape());
    }

    static Shape<WorkspaceUserChange> shape() {
        return Shape.object(body -> {
            var fullName = body.optional("full_name", Shape.filledText(NewWorkspaceUser.MOST_NAME_CHARACTERS));
            var role = body.optional("role", NewWorkspaceUser.ROLE);
            var isActive = body.optional("is_active", Shape.flag());
            var timeZone = body.optional("time_zone", TimeZoneChange.shape());
            return () -> new WorkspaceUserChange(
                    fullName.get().orElse(null),
                    role.get().orElse(null),
                    isActive.get().orElse(null),
                    timeZone.get().orElse(null));
        });
    }
}
