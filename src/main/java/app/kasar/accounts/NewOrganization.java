package app.kasar.accounts;

import app.kasar.json.BodyReader;
import app.kasar.json.Json;
import app.kasar.json.Shape;
import app.kasar.problem.Problem;

/** An organization as asked for, with its first administrator. */
public record NewOrganization(String slug, String name, String adminEmail, String adminName) {
    private static final String SLUG = "[a-z][a-z0-9-]{1,40}";
    // PostgreSQL keeps names that begin so for itself.
    private static final String RESERVED = "pg-";
    private static final int MOST_NAME_CHARACTERS = 200;

    /** @throws Problem with every fault of the four texts */
    public static NewOrganization of(String slug, String name, String adminEmail, String adminName) {
        var texts = Json.MAPPER
                .createObjectNode()
                .put("slug", slug)
                .put("name", name)
                .put("admin_email", adminEmail)
                .put("admin_name", adminName);
        return BodyReader.read(texts, body -> {
            var checkedSlug = body.required("slug", slugShape());
            var checkedName = body.required("name", Shape.filledText(MOST_NAME_CHARACTERS));
            var checkedEmail = body.required("admin_email", EmailText.shape());
            var checkedAdminName = body.required("admin_name", Shape.filledText(MOST_NAME_CHARACTERS));
            return () -> new NewOrganization(
                    checkedSlug.get(), checkedName.get(), checkedEmail.get(), checkedAdminName.get());
        });
    }

    private static Shape<String> slugShape() {
        return Shape.text(41)
                .where(
                        text -> text.matches(SLUG),
                        "must be 2 to 41 lower-case letters, digits and hyphens, beginning with a letter")
                .where(text -> !text.startsWith(RESERVED), "must not begin with 'pg-'");
    }
}
