package app.kasar.duplicates.fuzzy;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final List<Field> FIELDS = List.of(
            new Field("first_name", Trait.FIRST_NAME),
            new Field("last_name", Trait.LAST_NAME),
            new Field("email", Trait.EMAIL),
            new Field("city", Trait.CITY),
            new Field("birthday", Trait.DATE));

    private static final List<String> FIRST = List.of(
            "Zoé",
            "Robert",
            "Margaret",
            "Jürgen",
            "Søren",
            "Anaïs",
            "William",
            "Katherine",
            "Yusuf",
            "Chloë",
            "Łukasz");
    private static final List<String> SYLLABLES = List.of(
            "mül", "ker", "do", "ová", "stra", "nguy", "bo", "ris", "feth", "län", "quo", "za", "pim", "ård", "tche",
            "gun");

    /** 400 people, every fourth of them twice: once as they are, once as somebody else wrote them. */
    private static List<List<List<String>>> people() {
        var random = new Random(7);
        var people = new ArrayList<List<List<String>>>();
        for (var number = 0; number < 400; number++) {
            var first = FIRST.get(random.nextInt(FIRST.size()));
            var last = syllable(random) + syllable(random) + syllable(random);
            var email = "p%d.%s@host%d.test".formatted(number * 7919 % 997, last.charAt(0), number % 50);
            var born =
                    "19%02d-%02d-%02d".formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28));
            people.add(record(first, last, email, "Città " + number % 9, born));
            if (number % 4 == 0) {
                people.add(record(last, first, number % 8 == 0 ? email : "", "Citta " + number % 9, born));
            }
        }
        return people;
    }

    private static String syllable(Random random) {
        return SYLLABLES.get(random.nextInt(SYLLABLES.size()));
    }

    private static List<List<String>> record(String... values) {
        return java.util.Arrays.stream(values)
                .map(value -> value.isEmpty() ? List.<String>of() : List.of(value))
                .toList();
    }

    /** Groups as sets of the numbers in {@code names}, which say who each record was at first. */
    private static Set<Set<Integer>> groups(List<Field> fields, List<List<List<String>>> records, List<Integer> names) {
        var population = new Population(fields);
        records.forEach(population::add);
        return new NearDuplicates(population)
                .groups(0.9, pair -> false).stream()
                        .map(group ->
                                group.records().stream().map(names::get).collect(Collectors.toCollection(TreeSet::new)))
                        .collect(Collectors.toSet());
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, people().size()).boxed().toList();
    }

    private static Set<Set<Integer>> changed(UnaryOperator<String> change) {
        var records = people().stream()
                .map(record -> record.stream()
                        .map(values -> values.stream().map(change).toList())
                        .toList())
                .toList();
        return groups(FIELDS, records, numbers());
    }

    @Test
    void finds_people_whose_names_changed_places() {
        var planted = IntStream.range(0, 100)
                .mapToObj(number -> Set.of(number * 5, number * 5 + 1))
                .collect(Collectors.<Set<Integer>>toSet());

        var groups = groups(FIELDS, people(), numbers());

        assertThat(groups.stream().filter(planted::contains)).hasSizeGreaterThan(94);
        assertThat(groups.stream().filter(group -> !planted.contains(group))).hasSizeLessThan(6);
    }

    @Test
    void finds_the_same_whatever_the_order_of_records() {
        var numbers = new ArrayList<>(numbers());
        Collections.shuffle(numbers, new Random(3));
        var shuffled = numbers.stream().map(people()::get).toList();

        assertThat(groups(FIELDS, shuffled, numbers)).isEqualTo(groups(FIELDS, people(), numbers()));
    }

    @Test
    void finds_the_same_whatever_the_order_of_fields() {
        var fields = new ArrayList<>(FIELDS);
        Collections.reverse(fields);
        var records = people().stream().map(List::reversed).toList();

        assertThat(groups(fields, records, numbers())).isEqualTo(groups(FIELDS, people(), numbers()));
    }

    @Test
    void finds_the_same_in_capitals_with_blanks_and_in_any_form_of_unicode() {
        var expected = groups(FIELDS, people(), numbers());

        assertThat(changed(value -> value.toUpperCase(Locale.ROOT))).isEqualTo(expected);
        assertThat(changed(value -> "  " + value + "\u00a0 ")).isEqualTo(expected);
        assertThat(changed(value -> Normalizer.normalize(value, Normalizer.Form.NFD)))
                .isEqualTo(expected);
        assertThat(changed(value -> Normalizer.normalize(value, Normalizer.Form.NFC)))
                .isEqualTo(expected);
    }

    @Test
    void keeps_apart_what_is_known_to_be_different() {
        var population = new Population(FIELDS);
        people().forEach(population::add);
        var near = new NearDuplicates(population);
        var first = near.groups(0.9, pair -> false).getFirst();
        var dismissed = (long) first.records().get(0) << 32 | first.records().get(1);

        assertThat(near.groups(0.9, pair -> pair == dismissed))
                .extracting(Likes::records)
                .doesNotContain(first.records());
    }

    @Test
    void says_why() {
        var population = new Population(FIELDS);
        people().forEach(population::add);

        var pair = new NearDuplicates(population)
                .groups(0.9, dismissed -> false)
                .getFirst()
                .pairs()
                .getFirst();

        assertThat(pair.score()).isBetween(0.9, 1.0);
        assertThat(pair.reasons()).contains("birthday: same", "order of names: names in each other's place");
    }

    @Test
    void has_nothing_to_say_of_one_record_or_none() {
        assertThat(groups(FIELDS, List.of(), List.of())).isEmpty();
        assertThat(groups(FIELDS, people().subList(0, 1), List.of(0))).isEmpty();
        assertThat(groups(List.of(), List.of(List.of(), List.of()), List.of(0, 1)))
                .isEmpty();
    }
}
