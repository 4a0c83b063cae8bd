package app.kasar.demo;

import app.kasar.json.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes the families of a set: each from seed, date and its index alone. Pure, but for one thread at a time. */
final class Families {
    private static final int FEWEST_PEOPLE = 4;
    private static final int MOST_PEOPLE = 12;
    private static final int SMALLEST_COMPANY = 8;
    private static final int LARGEST_COMPANY = 6_000;

    private final DemoSet set;
    private final CompanyNames names;
    private final Dice dice = new Dice();
    private final People people = new People(dice);
    private final Deals deals;

    Families(DemoSet set) {
        this.set = set;
        this.names = new CompanyNames(set.seed());
        this.deals = new Deals(dice, set.asOf());
    }

    /** What one family's members have in common. */
    record Setting(
            CompanyNames.CompanyName name, Region region, Region.City city, Relationship relationship, int employees) {}

    /** @param mostPeople to cut off what exceeds the set's number of contacts */
    Family of(int index, int mostPeople) {
        dice.begin(set.seed(), index);
        var size = Math.min(mostPeople, dice.between(FEWEST_PEOPLE, MOST_PEOPLE));
        var region = Region.pick(dice);
        var setting = new Setting(
                names.of(index),
                region,
                dice.oneOf(region.cities()),
                Relationship.pick(dice),
                dice.skewed(SMALLEST_COMPANY, LARGEST_COMPANY));
        var owner = dice.below(SalesTeam.SIZE);
        var hasParent = dice.in100(5);
        var address = people.address(setting);
        var company = company(setting, address);
        var members = people.of(setting, address, set.asOf(), size);
        return new Family(
                setting.name().domain(), owner, hasParent, company, members, deals.of(setting, members.size()));
    }

    String domain(int index) {
        return names.of(index).domain();
    }

    private Family.Company company(Setting setting, ObjectNode address) {
        var name = setting.name();
        var revenue = setting.employees() * (long) dice.between(8, 25) * 10_000;
        var body = Json.MAPPER
                .createObjectNode()
                .put("name", name.text() + " " + dice.oneOf(setting.region().legalForms()))
                .put("domain", name.domain())
                .put("website", "https://www." + name.domain())
                .put("industry", name.industry())
                .put("employee_count", setting.employees())
                .put("annual_revenue", revenue)
                .put("email", "info@" + name.domain())
                .put("phone", dice.phone(setting.city().phone()));
        body.set("address", address);
        if (dice.in100(40)) {
            body.put(
                    "description",
                    "%s in %s, since %d."
                            .formatted(
                                    name.industry(),
                                    setting.city().name(),
                                    dice.between(1921, set.asOf().getYear() - 2)));
        }
        return new Family.Company(body, companyTags(setting));
    }

    private List<String> companyTags(Setting setting) {
        var tags = new ArrayList<String>();
        if (setting.employees() >= 1_000) {
            tags.add(DemoTag.KEY_ACCOUNT.text());
        }
        if (dice.in100(6)) {
            tags.add(DemoTag.PARTNER.text());
        }
        return tags;
    }

    /** A day before the set's, at most so many days back. */
    static LocalDate before(LocalDate day, Dice dice, int mostDays) {
        return day.minusDays(dice.between(1, mostDays));
    }
}
