package app.kasar.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.problem.Problem;
import app.kasar.schema.Pipeline.Outcome;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FamiliesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);
    private static final int COMPANIES = 400;

    private final List<Family> families = families(7);

    @Test
    void a_family_depends_on_nothing_but_seed_date_and_index() {
        var one = new Families(DemoSet.of(7, 10, TODAY)).of(300, 100);
        assertThat(one).isEqualTo(families.get(300));
    }

    @Test
    void seeds_share_no_company() {
        var domains = new HashSet<>(domains(families));
        assertThat(domains).hasSize(COMPANIES).doesNotContainAnyElementsOf(domains(families(8)));
    }

    @Test
    void no_two_of_all_names_are_alike() {
        var names = new CompanyNames(7);
        var domains =
                IntStream.range(0, 300_000).mapToObj(index -> names.of(index).domain());
        assertThat(domains.distinct().count()).isEqualTo(300_000);
    }

    @Test
    void mailboxes_are_at_the_company_and_there_once() {
        for (var family : families) {
            var mailboxes = texts(family, "email");
            assertThat(mailboxes).doesNotHaveDuplicates().allMatch(mailbox -> mailbox.endsWith("@" + family.domain()));
        }
    }

    @Test
    void every_phone_number_is_valid() {
        var companies = families.stream().map(family -> family.company().body().path("phone"));
        var people = families.stream()
                .flatMap(family -> family.people().stream())
                .map(person -> person.body().path("phone"));
        assertThat(Stream.concat(companies, people)
                        .flatMap(FamiliesTest::numbers)
                        .distinct())
                .isNotEmpty()
                .allMatch(FamiliesTest::isValid);
    }

    @Test
    void there_are_accents_and_other_scripts() {
        var names = families.stream()
                .flatMap(family -> texts(family, "last_name").stream())
                .toList();
        assertThat(names).anyMatch(name -> name.matches(".*[äöüéñ].*")).anyMatch(name -> name.matches("\\p{IsHan}+"));
    }

    @Test
    void what_is_closed_lies_in_the_past() {
        for (var deal :
                families.stream().flatMap(family -> family.deals().stream()).toList()) {
            var closed = deal.body().path("closed_at").asString("");
            assertThat(closed.isEmpty()).isEqualTo(deal.outcome() == Outcome.OPEN);
            assertThat(deal.body().has("lost_reason")).isEqualTo(deal.outcome() == Outcome.LOST);
            assertThat(closed.isEmpty()
                            || Instant.parse(closed)
                                    .isBefore(TODAY.atStartOfDay().toInstant(ZoneOffset.UTC)))
                    .isTrue();
        }
    }

    @Test
    void large_companies_make_large_deals() {
        assertThat(averageAmount(1_000, 10_000)).isGreaterThan(5 * averageAmount(1, 100));
    }

    @Test
    void numbers_out_of_range_are_refused_together() {
        assertThatThrownBy(() -> DemoSet.of(-1, 0, TODAY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.faults()).hasSize(2));
    }

    private double averageAmount(int fewestEmployees, int mostEmployees) {
        return families.stream()
                .filter(family -> {
                    var employees =
                            family.company().body().path("employee_count").asInt();
                    return employees >= fewestEmployees && employees < mostEmployees;
                })
                .flatMap(family -> family.deals().stream())
                .filter(deal -> !deal.body().path("currency").asString().equals("JPY"))
                .mapToLong(deal -> deal.body().path("amount").asLong())
                .average()
                .orElseThrow();
    }

    private static Stream<String> numbers(JsonNode phone) {
        return phone.isArray()
                ? phone.valueStream().map(entry -> entry.path("value").asString())
                : Stream.of(phone.asString("")).filter(number -> !number.isEmpty());
    }

    private static boolean isValid(String number) {
        try {
            var numbers = PhoneNumberUtil.getInstance();
            return numbers.isValidNumber(numbers.parse(number, null));
        } catch (NumberParseException unreadable) {
            return false;
        }
    }

    private static List<String> texts(Family family, String field) {
        return family.people().stream()
                .map(person -> person.body().path(field).asString())
                .toList();
    }

    private static Set<String> domains(List<Family> families) {
        return families.stream().map(Family::domain).collect(java.util.stream.Collectors.toSet());
    }

    private static List<Family> families(int seed) {
        var families = new Families(DemoSet.of(seed, 10_000, TODAY));
        return IntStream.range(0, COMPANIES)
                .mapToObj(index -> families.of(index, 100))
                .toList();
    }
}
