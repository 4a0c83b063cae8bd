package app.kasar.bench;

import app.kasar.records.RecordInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Contacts of which one in twenty is another one entered again with slips: a letter wrong in a name, first and last name
 * in each other's place, a short form, another or no telephone, another or no e-mail address, no company. Each is made from
 * its number alone.
 */
final class DuplicateRows {
    /** Of each block of so many contacts the last one is a copy of one in another block. */
    private static final int BLOCK = 20;

    private static final int FURTHER = 7919;
    /** Given names, with a short form where there is one. */
    private static final List<List<String>> FIRST_NAMES =
            forms("Robert Bob, William Bill, Elizabeth Liz, Katherine Kate,"
                    + " Michael Mike, Thomas Tom, Alexander Alex, Margaret Peggy, Richard Dick, James Jim, Christopher Chris,"
                    + " Daniel Dan, Jennifer Jenny, Patricia Pat, Andrew Andy, Joseph Joe, Benjamin Ben, Samuel Sam, Deborah Deb,"
                    + " Edward Ted, Nicholas Nick, Stephen Steve, Susan Sue, Victoria Vicky, Matthew Matt, Anthony Tony, Ada, Amir,"
                    + " Chloé, Elena, Emil, Fatima, Grace, Hugo, Ines, Jan, Julia, Kenji, Lea, Lucas, Maria, Mei, Nina, Noah, Olga,"
                    + " Omar, Paula, Pedro, Rosa, Sofia, Uma, Wei, Yara, Zoé");

    private static final List<String> STREETS =
            List.of("Main Street", "Park Road", "Mill Lane", "Station Road", "High Street");
    private static final List<String> CITIES =
            List.of("Leeds", "Bristol", "Cardiff", "Dundee", "Exeter", "Norwich", "York");
    private static final List<String> FREE_HOSTS = List.of("gmail.com", "yahoo.com", "outlook.com");

    private final long contacts;
    private final long companies;

    DuplicateRows(long contacts, long companies) {
        this.contacts = contacts;
        this.companies = companies;
    }

    /**
     * What is entered of somebody.
     *
     * @param company its number; null when it was not entered, as any other
     */
    record Person(
            String first,
            String last,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Long company,
            @Nullable String street) {}

    long copies() {
        return contacts / BLOCK;
    }

    boolean isCopy(long number) {
        return number % BLOCK == BLOCK - 1;
    }

    /** The contact that a copy is a copy of; no two copies are of the same. */
    long original(long copy) {
        var block = copy / BLOCK * FURTHER % copies();
        return block * BLOCK + new SplittableRandom(copy).nextInt(BLOCK - 1);
    }

    RecordInput contact(long number) {
        if (!isCopy(number)) {
            return input(number, person(number), number);
        }
        return input(number, copy(number), number % 3 == 0 ? number : original(number));
    }

    private Person person(long number) {
        var random = new SplittableRandom(number);
        var first = BenchRows.oneOf(FIRST_NAMES, random).getFirst();
        var last = BenchRows.name(random.nextInt(10) < 3 ? 2 : random.nextInt(7) < 5 ? 3 : 4, random);
        var company = random.nextLong(companies);
        var street = random.nextBoolean() ? 1 + random.nextInt(200) + " " + BenchRows.oneOf(STREETS, random) : null;
        var email = first.toLowerCase(Locale.ROOT).replace("é", "e") + "." + number + "@company" + company + ".test";
        return new Person(first, last, email, "+4420" + (10_000_000 + number), company, street);
    }

    private Person copy(long number) {
        var random = new SplittableRandom(~number);
        var of = person(original(number));
        var first = of.first();
        var last = of.last();
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> last = slip(last, random);
            case 3 -> first = slip(first, random);
            case 4 -> {
                first = of.last();
                last = of.first();
            }
            case 5, 6 -> first = shortForm(first, random);
            default -> {}
        }
        var email = switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> of.last().toLowerCase(Locale.ROOT) + number + "@" + BenchRows.oneOf(FREE_HOSTS, random);
            default -> of.last().toLowerCase(Locale.ROOT) + "." + number + "@company" + of.company() + ".test";
        };
        var phone = switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "+4420" + (30_000_000 + number);
            default -> of.phone();
        };
        var company = random.nextInt(5) == 0 ? null : of.company();
        return new Person(first, last, email, phone, company, random.nextInt(3) == 0 ? null : of.street());
    }

    private static String shortForm(String first, SplittableRandom random) {
        return FIRST_NAMES.stream()
                .filter(forms -> forms.getFirst().equals(first) && forms.size() > 1)
                .map(List::getLast)
                .findFirst()
                .orElseGet(() -> slip(first, random));
    }

    /** A letter left out, doubled, mistaken for another, or in its neighbour's place. */
    static String slip(String word, SplittableRandom random) {
        var at = word.length() < 3 ? 0 : 1 + random.nextInt(word.length() - 2);
        var before = word.substring(0, at);
        var letter = word.charAt(at);
        var after = word.substring(at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> before + after;
            case 1 -> before + letter + letter + after;
            case 2 -> before + (char) ('a' + random.nextInt(26)) + after;
            default -> after.isEmpty() ? word : before + after.charAt(0) + letter + after.substring(1);
        };
    }

    /** @param title the number of the contact whose job title it has */
    private static RecordInput input(long number, Person person, long title) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("first_name", person.first());
        columns.put("last_name", person.last());
        entry(columns, "email", person.email());
        entry(columns, "phone", person.phone());
        columns.put("job_title", BenchRows.oneOf(BenchRows.TITLES, new SplittableRandom(title)));
        if (person.company() != null) {
            columns.put("company_id", BenchIds.company(person.company()).toString());
        }
        if (person.street() != null) {
            var city = CITIES.get(person.street().length() % CITIES.size());
            columns.put("address", "{\"street\": \"%s\", \"city\": \"%s\"}".formatted(person.street(), city));
            columns.put("address_line", person.street() + ", " + city);
        }
        return BenchRows.input(BenchIds.contact(number), columns);
    }

    private static void entry(LinkedHashMap<String, @Nullable String> columns, String field, @Nullable String value) {
        if (value != null) {
            columns.put(field, "[{\"value\": \"%s\", \"label\": null, \"is_primary\": true}]".formatted(value));
            columns.put(field + "_primary", value);
            columns.put(field + "_values", "{\"" + value + "\"}");
        }
    }

    private static List<List<String>> forms(String names) {
        var forms = new ArrayList<List<String>>();
        for (var form : names.split(", ")) {
            forms.add(List.of(form.split(" ")));
        }
        return List.copyOf(forms);
    }
}
