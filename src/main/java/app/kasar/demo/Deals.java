package app.kasar.demo;

import app.kasar.demo.Families.Setting;
import app.kasar.demo.Family.Deal;
import app.kasar.json.Json;
import app.kasar.schema.Pipeline.Outcome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Makes a company's deals: as many and as far as it stands to the organization, as large as it is. */
final class Deals {
    private static final List<String> SUBJECTS = List.of(
            "Annual licence",
            "Rollout",
            "Pilot",
            "Support contract",
            "Training",
            "Extension",
            "Migration",
            "Consulting");
    private static final List<String> LOST_REASONS = List.of(
            "Price", "Chose a competitor", "No budget this year", "No decision", "Project stopped", "Missing feature");
    private static final int TWO_YEARS = 730;
    private static final int HALF_A_YEAR = 180;

    private final Dice dice;
    private final LocalDate asOf;

    Deals(Dice dice, LocalDate asOf) {
        this.dice = dice;
        this.asOf = asOf;
    }

    List<Deal> of(Setting setting, int people) {
        var deals = new ArrayList<Deal>();
        switch (setting.relationship()) {
            case LEAD -> add(deals, setting, people, dice.in100(15) ? Outcome.LOST : null);
            case PROSPECT -> {
                add(deals, setting, people, Outcome.OPEN);
                add(deals, setting, people, dice.in100(35) ? Outcome.OPEN : null);
            }
            case CUSTOMER -> {
                add(deals, setting, people, Outcome.WON);
                add(deals, setting, people, dice.in100(45) ? Outcome.OPEN : null);
                add(deals, setting, people, dice.in100(25) ? Outcome.WON : null);
                add(deals, setting, people, dice.in100(20) ? Outcome.LOST : null);
            }
            case FORMER -> {
                add(deals, setting, people, Outcome.WON);
                add(deals, setting, people, Outcome.LOST);
            }
        }
        return deals;
    }

    private void add(
            List<Deal> deals, Setting setting, int people, @org.jspecify.annotations.Nullable Outcome outcome) {
        if (outcome != null) {
            deals.add(deal(setting, people, outcome));
        }
    }

    private Deal deal(Setting setting, int people, Outcome outcome) {
        var subject = dice.oneOf(SUBJECTS);
        var body = Json.MAPPER
                .createObjectNode()
                .put("name", setting.name().text() + ": " + subject)
                .put("amount", amount(setting))
                .put("currency", setting.region().currency())
                .put("lead_source", Relationship.source(dice));
        switch (outcome) {
            case OPEN -> body.put("expected_close_date", expected().toString());
            case WON -> close(body);
            case LOST -> close(body).put("lost_reason", dice.oneOf(LOST_REASONS));
        }
        return new Deal(body, outcome, dice.random().nextDouble(), members(people), tags(outcome));
    }

    /** One in ten open deals is overdue. */
    private LocalDate expected() {
        return dice.in100(10) ? Families.before(asOf, dice, 30) : asOf.plusDays(dice.between(5, HALF_A_YEAR));
    }

    private ObjectNode close(ObjectNode body) {
        var closed = Families.before(asOf, dice, TWO_YEARS);
        var at = closed.atTime(dice.between(8, 17), dice.below(60));
        return body.put(
                        "expected_close_date",
                        closed.plusDays(dice.between(-20, 20)).toString())
                .put("closed_at", at.toInstant(ZoneOffset.UTC).toString());
    }

    /** Some hundred a year and employee, less for each the more there are; yen and the like count in hundreds more. */
    private long amount(Setting setting) {
        var base = Math.pow(setting.employees(), 0.85) * dice.between(60, 400);
        var rate = setting.region() == Region.JAPAN ? 150 : 1;
        var step = base < 10_000 ? 100 : 1_000;
        return Math.max(step, Math.round(base / step) * step) * rate;
    }

    private List<Integer> members(int people) {
        var count = Math.min(people, dice.between(1, 3));
        var first = dice.below(people);
        return IntStream.range(0, count)
                .map(next -> (first + next) % people)
                .boxed()
                .toList();
    }

    private List<String> tags(Outcome outcome) {
        return switch (outcome) {
            case OPEN -> dice.in100(10) ? List.of(DemoTag.URGENT.text()) : List.of();
            case WON -> dice.in100(30) ? List.of(DemoTag.RENEWAL.text()) : List.of();
            case LOST -> List.of();
        };
    }
}
