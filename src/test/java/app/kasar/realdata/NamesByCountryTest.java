package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The most frequent names of many countries, each in its own script. */
class NamesByCountryTest {
    private static final String SET = "names-popular-by-country/";
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z ]+");

    private static RunningKasar kasar;
    private static Client acme;
    private static List<Person> people;

    /** One surname with a forename from another row of the other file. */
    private record Person(String first, String last) {}

    @BeforeAll
    static void load() {
        var forenames = CsvFile.rows(SET + "common-forenames-by-country.csv");
        var surnames = CsvFile.rows(SET + "common-surnames-by-country.csv");
        people = IntStream.range(0, surnames.size())
                .mapToObj(index -> new Person(name(forenames.get(index % forenames.size())), name(surnames.get(index))))
                .toList();
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        Batches.create(
                acme,
                "contacts",
                people.stream()
                        .map(person -> Map.of("first_name", person.first(), "last_name", person.last()))
                        .toList());
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    private static String name(NamedCsvRecord row) {
        var local = row.getField("Localized Name");
        return local.isEmpty() ? row.getField("Romanized Name") : local;
    }

    @Test
    void names_come_back_byte_equal_and_complete_in_either_order() {
        var ascending = sorted("asc");
        var descending = sorted("desc");

        assertThat(ascending).containsExactlyInAnyOrderElementsOf(people);
        assertThat(descending).isEqualTo(ascending.reversed());
    }

    private static List<Person> sorted(String direction) {
        var query = Map.of("sort_by", "last_name", "sort_dir", direction, "fields", "first_name,last_name");
        return Pages.walk(acme, "contacts", query).stream()
                .map(contact -> new Person(
                        contact.path("first_name").asString(),
                        contact.path("last_name").asString()))
                .toList();
    }

    @Test
    void accented_letters_stand_beside_the_plain_ones() {
        var plain = sorted("asc").stream()
                .map(person -> withoutMarks(person.last()))
                .filter(name -> PLAIN.matcher(name).matches())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();

        assertThat(plain).hasSizeGreaterThan(1000).isSortedAccordingTo(Comparator.naturalOrder());
    }

    private static String withoutMarks(String name) {
        return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    }

    @Test
    void a_name_is_found_as_it_is_written_in_its_own_script() {
        everyNameIsFound(UnaryOperator.identity());
    }

    @Test
    void a_name_is_found_in_capitals_and_in_small_letters() {
        everyNameIsFound(name -> name.toUpperCase(Locale.ROOT));
        everyNameIsFound(name -> name.toLowerCase(Locale.ROOT));
    }

    @Test
    void a_name_is_found_without_its_accents() {
        everyNameIsFound(name -> Pattern.matches("[\\p{IsLatin}\\p{IsGreek} ]+", name) ? withoutMarks(name) : name);
    }

    @Test
    void a_name_is_found_with_its_letters_taken_apart() {
        everyNameIsFound(name -> Normalizer.normalize(name, Normalizer.Form.NFD));
    }

    /** Searches for each surname that needs more than the plain alphabet, as somebody might write it. */
    private static void everyNameIsFound(UnaryOperator<String> written) {
        var missed = new TreeMap<String, String>();
        var names = new HashSet<String>();
        people.stream()
                .map(Person::last)
                .filter(name -> !PLAIN.matcher(name).matches())
                .forEach(names::add);
        assertThat(names).hasSizeGreaterThan(500);
        names.forEach(name -> {
            var query = Map.of("search", written.apply(name), "fields", "last_name", "total", "none", "limit", 100);
            var found = Pages.texts(
                    acme.get("/records/contacts", query)
                            .expect(200)
                            .data()
                            .valueStream()
                            .toList(),
                    "last_name");
            if (!found.contains(name) && found.size() < 100) {
                missed.put(name, written.apply(name) + " finds " + found);
            }
        });
        assertThat(missed).isEmpty();
    }

    @Test
    void global_search_finds_a_name_in_its_own_script_and_without_its_accents() {
        var missed = new TreeMap<String, String>();
        var names = people.stream()
                .map(Person::last)
                .filter(name -> !PLAIN.matcher(name).matches())
                .distinct()
                .sorted()
                .toList();
        for (var index = 0; index < names.size(); index += 3) {
            var name = names.get(index);
            var isPlainable = name.matches("[\\p{IsLatin}\\p{IsGreek} ]+");
            for (var written : isPlainable ? List.of(name, withoutMarks(name)) : List.of(name)) {
                var found = globally(written);
                if (!found.contains(name) && found.size() < 50) {
                    missed.put(written, name + " is not among " + found);
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    private static List<String> globally(String query) {
        var contacts = acme.get("/search", Map.of("query", query, "object", "contacts", "limit", 50))
                .expect(200)
                .body()
                .path("results")
                .path(0)
                .path("records");
        return Pages.texts(contacts.valueStream().toList(), "last_name");
    }
}
