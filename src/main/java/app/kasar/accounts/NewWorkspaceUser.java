package app.kasar.accounts;

import app.kasar.access.Role;
import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import app.kasar.problem.Problem;
import tools.jackson.databind.node.ObjectNode;

/** A person to be added to an organization. */
public record NewWorkspaceUser(String email, String fullName, Role role) {
    static final int MOST_NAME_CHARACTERS = 200;
    static final Shape<Role> ROLE = Shape.choice(Role.wireNames()).convert(Role::find, "must be a role");

    /** @throws Problem with every fault of {@code {"user_email", "full_name", "role"}}; the role is member by default */
    public static NewWorkspaceUser read(ObjectNode json) {
        return BodyReader.read(json, shape());
    }

    static Shape<NewWorkspaceUser> shape() {
        return Shape.object(body -> {
            var email = body.required("user_email", EmailText.shape());
            var fullName = body.required("full_name", Shape.filledText(MOST_NAME_CHARACTERS));
            var role = body.optional("role", ROLE);
            return () ->
                    new NewWorkspaceUser(email.get(), fullName.get(), role.get().orElse(Role.MEMBER));
        });
    }
}
