package app.kasar.accounts;

import app.kasar.problem.Problem;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.schema.Attribute;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import app.kasar.schema.value.PlainText;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.TextLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is in the organization, for every member to see. */
public final class UserDirectory {
    private static final SortKey BY_NAME = new SortKey("full_name", SortKey.Direction.ASC, "sort_by");

    private UserDirectory() {}

    /**
     * @param isActive null means both
     * @param nameOrEmail a part of either, in any case of letters; null means everyone
     * @throws Problem with every fault of what was asked
     */
    public static ListPlan list(
            ListRequest asked, @Nullable Boolean isActive, @Nullable String nameOrEmail, VisibleSchema schema) {
        var rest = Criterion.both(active(isActive), named(nameOrEmail));
        return ListPlanner.plan(asked, SystemObjects.USERS, schema, rest, BY_NAME);
    }

    private static Criterion active(@Nullable Boolean isActive) {
        return isActive == null ? new Criterion.Everything() : new Criterion.Equal(attribute("is_active"), isActive);
    }

    private static Criterion named(@Nullable String nameOrEmail) {
        if (nameOrEmail == null) {
            return new Criterion.Everything();
        }
        return switch (PlainText.read(nameOrEmail, TextLimits.EMAIL)) {
            case Reading.Accepted<String>(var part) ->
                new Criterion.Any(List.of(holds("full_name", part), holds("user_email", part)));
            case Reading.Refused<String>(var message) -> throw Problem.invalid("search", "'search' " + message);
        };
    }

    private static Criterion holds(String name, String part) {
        return new Criterion.Like(attribute(name), Criterion.Place.ANYWHERE, part, false);
    }

    private static Attribute attribute(String name) {
        return SystemObjects.USERS.findAttribute(name).orElseThrow();
    }
}
