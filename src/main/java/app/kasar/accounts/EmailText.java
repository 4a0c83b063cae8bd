package app.kasar.accounts;

import app.kasar.json.Shape;

/** The e-mail address a person is known by. */
final class EmailText {
    private EmailText() {}

    static Shape<String> shape() {
        return Shape.text(254)
                .where(text -> text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"), "must be a valid email address");
    }
}
