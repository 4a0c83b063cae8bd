package app.kasar.query.sql;

import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.schema.OrderedIndexes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list in which an index leads along the order of the page, past few records that other conditions leave out: common
 * words fill a page after a short walk, where finding all records they are in first would take longer.
 *
 * @param led the conditions the index knows
 * @param checked those that each record on the way is asked for
 */
record WalkAlong(List<Criterion> led, List<Criterion> checked) {
    /** Records looked at before the walk is given up: half a millisecond, lost where the words are rare. */
    static final int LONGEST = 1000;

    WalkAlong {
        led = List.copyOf(led);
        checked = List.copyOf(checked);
    }

    static Optional<WalkAlong> of(ListPlan plan) {
        if (plan.order().size() != 1 || plan.order().getFirst().attribute().part() != null) {
            return Optional.empty();
        }
        var led = new ArrayList<Criterion>();
        var checked = new ArrayList<Criterion>();
        var columns = new HashSet<String>();
        for (var part : parts(plan.selection().criterion())) {
            if (isQuicklyChecked(part)) {
                checked.add(part);
            } else {
                led.add(part);
                column(part).ifPresent(columns::add);
            }
        }
        return columns.size() == led.size()
                        && OrderedIndexes.lead(
                                plan.object(),
                                Set.copyOf(columns),
                                plan.order().getFirst().attribute().column())
                ? Optional.of(new WalkAlong(led, checked))
                : Optional.empty();
    }

    Criterion ledAll() {
        return new Criterion.All(led);
    }

    Criterion checkedAll() {
        return new Criterion.All(checked);
    }

    private static List<Criterion> parts(Criterion criterion) {
        if (criterion instanceof Criterion.All(var parts)) {
            return parts.stream().flatMap(part -> parts(part).stream()).toList();
        }
        return criterion instanceof Criterion.Everything ? List.of() : List.of(criterion);
    }

    /** Words that must be looked for in some fields alone are made anew of each record. */
    private static boolean isQuicklyChecked(Criterion part) {
        return part.hasOwnIndex() && !(part instanceof Criterion.Words words && words.recheck());
    }

    private static Optional<String> column(Criterion part) {
        if (part instanceof Criterion.Equal(var attribute, var value) && attribute.part() == null) {
            return Optional.of(attribute.column());
        }
        return part instanceof Criterion.OwnedBy(var owners, var user) && owners.size() == 1
                ? Optional.of(owners.getFirst())
                : Optional.empty();
    }
}
