package app.kasar.demo;

import app.kasar.demo.Families.Setting;
import app.kasar.demo.Family.Person;
import app.kasar.json.Json;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.datafaker.Faker;
import tools.jackson.databind.node.ObjectNode;

/** Makes the people of a company, with names of their country. */
final class People {
    private static final List<String> TOP_TITLES =
            List.of("Managing Director", "Chief Executive Officer", "Owner", "Head of Operations");
    private static final List<String> TITLES = List.of(
            "Head of Purchasing",
            "Purchasing Manager",
            "Buyer",
            "Chief Financial Officer",
            "Controller",
            "Accountant",
            "Head of IT",
            "System Administrator",
            "Data Analyst",
            "Software Engineer",
            "Head of Marketing",
            "Marketing Manager",
            "Sales Manager",
            "Account Manager",
            "Product Manager",
            "Project Manager",
            "Operations Manager",
            "Plant Manager",
            "Quality Engineer",
            "Human Resources Manager",
            "Office Manager",
            "Executive Assistant",
            "Customer Service Representative",
            "Warehouse Supervisor");
    private static final Map<String, String> LETTERS =
            Map.of("ß", "ss", "ø", "o", "ł", "l", "æ", "ae", "œ", "oe", "đ", "d", "ð", "d", "þ", "th", "ı", "i");

    private final Dice dice;
    private final Map<Region, Faker> fakers = new EnumMap<>(Region.class);

    People(Dice dice) {
        this.dice = dice;
    }

    ObjectNode address(Setting setting) {
        var city = setting.city();
        var address = Json.MAPPER
                .createObjectNode()
                .put("street", faker(setting.region()).address().streetAddress())
                .put("city", city.name())
                .put("postal_code", dice.digits(city.postalCode()))
                .put("country", setting.region().country());
        return city.state() == null ? address : address.put("state", city.state());
    }

    List<Person> of(Setting setting, ObjectNode address, LocalDate asOf, int count) {
        var people = new ArrayList<Person>();
        var mailboxes = new HashMap<String, Integer>();
        for (var place = 0; place < count; place++) {
            people.add(person(setting, place, mailboxes, asOf));
            if (dice.in100(60)) {
                people.getLast().body().set("address", address.deepCopy());
            }
        }
        return people;
    }

    private Person person(Setting setting, int place, Map<String, Integer> mailboxes, LocalDate asOf) {
        var names = faker(setting.region()).name();
        var first = names.firstName();
        var last = names.lastName();
        var title = dice.oneOf(place == 0 ? TOP_TITLES : TITLES);
        var status = setting.relationship().statusOf(dice);
        var body = Json.MAPPER
                .createObjectNode()
                .put("first_name", first)
                .put("last_name", last)
                .put(
                        "email",
                        mailbox(first, last, title, mailboxes) + "@"
                                + setting.name().domain())
                .put("job_title", title)
                .put("contact_status", status)
                .put("lead_source", Relationship.source(dice))
                .put("language", setting.region().language())
                .put("time_zone", setting.region().timeZone())
                .put("do_not_contact", dice.in100(3));
        addPhones(body, setting);
        addOccasional(body, status, asOf);
        return new Person(body, tags(place));
    }

    private void addPhones(ObjectNode body, Setting setting) {
        var work = dice.phone(setting.city().phone());
        if (dice.in100(75)) {
            body.put("phone", work);
        } else if (dice.in100(50)) {
            var phones = body.putArray("phone");
            phones.addObject().put("value", work).put("label", "work").put("is_primary", true);
            var direct = dice.phone(setting.city().phone());
            if (!direct.equals(work)) {
                phones.addObject().put("value", direct).put("label", "direct");
            }
        }
    }

    private void addOccasional(ObjectNode body, String status, LocalDate asOf) {
        if (dice.in100(20)) {
            var years = dice.between(22, 63);
            body.put(
                    "birthday",
                    asOf.minusYears(years).minusDays(dice.below(365)).toString());
        }
        if (!status.equals("lead") || dice.in100(30)) {
            var at = Families.before(asOf, dice, 180).atTime(dice.between(8, 17), dice.below(60));
            body.put("last_contacted_at", at.toInstant(ZoneOffset.UTC).toString());
        }
    }

    private List<String> tags(int place) {
        var tags = new ArrayList<String>();
        if (place == 0) {
            tags.add(DemoTag.DECISION_MAKER.text());
        }
        if (dice.in100(10)) {
            tags.add(DemoTag.NEWSLETTER.text());
        }
        if (dice.in100(5)) {
            tags.add(DemoTag.TRADE_FAIR.text());
        }
        return tags;
    }

    /** A mailbox nobody else in the company has: the name, or the office where the name has no Latin letters. */
    private static String mailbox(String first, String last, String title, Map<String, Integer> taken) {
        var name = plain(first) + "." + plain(last);
        var wanted = name.length() > 3 && !name.startsWith(".") && !name.endsWith(".")
                ? name
                : title.toLowerCase(Locale.ROOT).replace(' ', '.');
        var count = taken.merge(wanted, 1, Integer::sum);
        return count == 1 ? wanted : wanted + count;
    }

    private static String plain(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (var letter : LETTERS.entrySet()) {
            lower = lower.replace(letter.getKey(), letter.getValue());
        }
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("[^a-z]", "");
    }

    private Faker faker(Region region) {
        return fakers.computeIfAbsent(region, key -> new Faker(key.locale(), dice.random()));
    }
}
