package app.kasar.duplicates.fuzzy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sets of other kinds than the published ones, whose truth is known because they are made here. */
class InventedSetsTest {
    private static final List<Field> PERSON = List.of(
            new Field("first_name", Trait.FIRST_NAME),
            new Field("last_name", Trait.LAST_NAME),
            new Field("email", Trait.EMAIL),
            new Field("phone", Trait.PHONE),
            new Field("company", Trait.EMPLOYER),
            new Field("street", Trait.STREET),
            new Field("born", Trait.DATE));
    private static final List<Field> COMPANY = List.of(
            new Field("name", Trait.ORGANIZATION),
            new Field("domain", Trait.SITE),
            new Field("phone", Trait.PHONE),
            new Field("street", Trait.STREET),
            new Field("city", Trait.CITY));
    private static final List<String> WESTERN =
            List.of("ba", "ber", "dan", "del", "gar", "kel", "lan", "mor", "nel", "ros", "san", "ter", "vel", "zan");
    private static final List<String> GREEK =
            List.of("πα", "δό", "που", "λος", "νι", "κο", "λά", "μα", "ρί", "θε", "σά", "γιω");
    private static final List<String> SLAVIC =
            List.of("ков", "ан", "ник", "ва", "сил", "пет", "ро", "мих", "ле", "ду", "бо", "зин");
    private static final List<String> CITIES = List.of("Leeds", "Bergen", "Porto", "Graz", "Turku", "Lyon", "Gent");

    private enum Kind {
        /** Who shares the office's telephone and the domain with others whose names may be alike. */
        COLLEAGUES(PERSON, .9),
        /** Who lives together under one name. */
        FAMILIES(PERSON, .9),
        /** Names in several scripts, now and then in each other's columns. */
        ABROAD(PERSON, .95),
        /** One company in several cities, each of them a record of its own. */
        BRANCHES(COMPANY, .9),
        /** Nothing but names. */
        NAMES(COMPANY, .9);

        private final List<Field> fields;
        private final double least;

        Kind(List<Field> fields, double least) {
            this.fields = fields;
            this.least = least;
        }
    }

    private final Random random = new Random(11);
    private final List<List<List<String>>> records = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, String> truth = new HashMap<>();
    private int things;

    @ParameterizedTest
    @EnumSource
    void finds_what_is_the_same_in_sets_nobody_looked_at(Kind kind) {
        for (var number = 0; number < 300; number++) {
            switch (kind) {
                case COLLEAGUES -> colleagues(number);
                case FAMILIES -> family(number);
                case ABROAD -> abroad();
                case BRANCHES -> branches(number);
                case NAMES -> add(.4, word(WESTERN, 3) + " " + word(WESTERN, 2) + " Ltd", "", "", "", "");
            }
        }
        var set = new TruthSet(kind.name(), kind.fields, records, ids, truth);

        var quality = set.quality(new NearDuplicates(set.population()).groups(0.9, pair -> false));

        System.out.printf(
                Locale.ROOT, "%-10s | %.3f | %.3f | %.3f%n", kind, quality.precision(), quality.recall(), quality.f1());
        assertThat(quality.f1()).isGreaterThan(kind.least);
    }

    private void colleagues(int company) {
        var domain = "@" + word(WESTERN, 3) + ".test";
        var office = phone();
        var names = new ArrayList<String>();
        var people = 2 + random.nextInt(8);
        for (var person = 0; person < people; person++) {
            var first = word(WESTERN, 2);
            var last = word(WESTERN, 2);
            if (!names.contains(first + last)) {
                names.add(first + last);
                var phone = random.nextInt(3) > 0 ? office : phone();
                add(.1, first, last, first.charAt(0) + "." + last + person + domain, phone, "c" + company, "", "");
            }
        }
    }

    private void family(int number) {
        var last = word(WESTERN, 3);
        var phone = phone();
        var street = street();
        var people = 1 + random.nextInt(4);
        for (var person = 0; person < people; person++) {
            add(.15, word(WESTERN, 3), last, "", phone, "", street, born());
        }
    }

    private void abroad() {
        var script = List.of(GREEK, SLAVIC, WESTERN).get(random.nextInt(3));
        add(.3, word(script, 2), word(script, 3), "", phone(), "", street(), born());
    }

    private void branches(int number) {
        var name = word(WESTERN, 2) + " " + word(WESTERN, 2);
        var branches = 1 + random.nextInt(3);
        for (var branch = 0; branch < branches; branch++) {
            var city = CITIES.get((number + branch * 2) % CITIES.size());
            var domain = branch == 0 ? name.replace(" ", "") + ".test" : "";
            add(.3, name + " Ltd", domain, phone(), street(), city);
        }
    }

    private void add(double again, String... values) {
        var thing = String.valueOf(things++);
        add(thing, values);
        if (random.nextDouble() < again) {
            add(thing, mistaken(values));
        }
    }

    /** With a slip in a name, two names exchanged, or another value not there or other. */
    private String[] mistaken(String[] values) {
        var copy = values.clone();
        var isPerson = copy.length == PERSON.size();
        switch (random.nextInt(isPerson ? 4 : 3)) {
            case 0 -> copy[0] = slip(copy[0]);
            case 1 -> copy[0] = copy[0].toUpperCase(Locale.ROOT);
            case 2 -> copy[isPerson ? 1 : 0] = slip(copy[isPerson ? 1 : 0]);
            default -> {
                copy[0] = values[1];
                copy[1] = values[0];
            }
        }
        var without = (isPerson ? 2 : 1) + random.nextInt(copy.length - (isPerson ? 2 : 1));
        copy[without] = "";
        return copy;
    }

    private void add(String thing, String... values) {
        var id = String.valueOf(ids.size());
        ids.add(id);
        truth.put(id, thing);
        var record = new ArrayList<List<String>>();
        for (var value : values) {
            record.add(value.isEmpty() ? List.of() : List.of(value));
        }
        records.add(record);
    }

    private String slip(String word) {
        var at = 1 + random.nextInt(word.length() - 2);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + word.substring(at + 1);
            case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
            default -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
        };
    }

    private String word(List<String> syllables, int count) {
        var word = new StringBuilder();
        for (var syllable = 0; syllable < count; syllable++) {
            word.append(syllables.get(random.nextInt(syllables.size())));
        }
        return word.toString();
    }

    private String phone() {
        return "+4420" + (10_000_000 + random.nextInt(80_000_000));
    }

    private String street() {
        return 1 + random.nextInt(150) + " " + word(WESTERN, 2) + " Street";
    }

    private String born() {
        return "19%02d-%02d-%02d".formatted(30 + random.nextInt(70), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }
}
