package app.kasar.demo;

import java.util.List;

/** How a company stands to the organization; its people's status and its deals follow from it. */
enum Relationship {
    LEAD("lead", 34),
    PROSPECT("prospect", 26),
    CUSTOMER("customer", 32),
    FORMER("former", 8);

    private static final List<String> SOURCES =
            List.of("website", "referral", "event", "advertisement", "outbound", "partner", "other");

    private final String status;
    private final int percent;

    Relationship(String status, int percent) {
        this.status = status;
        this.percent = percent;
    }

    static Relationship pick(Dice dice) {
        var at = dice.below(100);
        for (var relationship : values()) {
            at -= relationship.percent;
            if (at < 0) {
                return relationship;
            }
        }
        throw new IllegalStateException("percents do not add up");
    }

    static String source(Dice dice) {
        return dice.oneOf(SOURCES);
    }

    /** The contact_status of a person there: mostly the company's; someone new at a customer is still a lead. */
    String statusOf(Dice dice) {
        return this == CUSTOMER && dice.in100(15) ? LEAD.status : status;
    }
}
