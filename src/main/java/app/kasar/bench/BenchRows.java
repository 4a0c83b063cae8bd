package app.kasar.bench;

import app.kasar.records.RecordInput;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records of the loaded organization, each made from its number alone. */
final class BenchRows {
    static final int DEALS_A_CONTACT = 2;
    /** Every so many-th task is linked to the contact of its number. */
    static final int TASKS_A_LINK = 5;
    /** Due dates are spread over so many days, most of them past. */
    private static final int TASK_DAYS = 1_000;

    private static final int TASK_DAYS_AHEAD = 100;
    private static final List<String> ERRANDS = List.of("Call", "Write to", "Meet", "Send an offer to", "Ask");
    private static final List<String> PRIORITIES = List.of("low", "medium", "medium", "high");

    private static final List<String> FIRST_NAMES = List.of(
            "Ada", "Alice", "Amir", "Anna", "Ben", "Chloé", "Daniel", "Elena", "Emil", "Fatima", "Grace", "Hugo",
            "Ines", "Jan", "Julia", "Kenji", "Lea", "Lucas", "Maria", "Mei", "Nina", "Noah", "Olga", "Omar", "Paula",
            "Pedro", "Rosa", "Sami", "Sofia", "Tom", "Uma", "Victor", "Wei", "Yara", "Zoé");
    private static final List<String> SYLLABLES = List.of(
            "ba", "ber", "dan", "del", "fer", "gar", "han", "kel", "lan", "mar", "mor", "nel", "ros", "san", "ter",
            "vel", "win", "zan");
    private static final List<String> STATUSES = List.of("lead", "prospect", "customer", "customer", "former");
    private static final List<String> INDUSTRIES =
            List.of("Software", "Retail", "Energy", "Health", "Finance", "Media", "Transport", "Education");
    static final List<String> TITLES =
            List.of("Manager", "Director", "Engineer", "Buyer", "Chief Executive", "Assistant", "Consultant");
    private static final List<String> DEALS = List.of("open", "negotiation", "closed_won", "closed_lost");
    private static final List<String> TAGS = List.of(
            "VIP", "Newsletter", "Partner", "Press", "Fair", "Webinar", "Reseller", "Trial", "Renewal", "Referral");

    private final long companies;
    private final List<UUID> owners;

    /** @param owners among whom records are spread evenly */
    BenchRows(long companies, List<UUID> owners) {
        this.companies = companies;
        this.owners = List.copyOf(owners);
    }

    static int tags() {
        return TAGS.size();
    }

    RecordInput tag(long number) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("name", TAGS.get((int) number));
        return input(BenchIds.tag(number), columns);
    }

    RecordInput company(long number) {
        var random = new SplittableRandom(number);
        var columns = owned(random);
        columns.put("name", name(random) + " " + oneOf(INDUSTRIES, random));
        columns.put("domain", "company" + number + ".test");
        columns.put("industry", oneOf(INDUSTRIES, random));
        columns.put("employee_count", String.valueOf(1 + random.nextInt(5000)));
        return input(BenchIds.company(number), columns);
    }

    RecordInput contact(long number) {
        var random = new SplittableRandom(number);
        var first = oneOf(FIRST_NAMES, random);
        var company = random.nextLong(companies);
        var email = first.toLowerCase(Locale.ROOT) + "." + number + "@company" + company + ".test";
        var columns = owned(random);
        columns.put("first_name", first);
        columns.put("last_name", name(random));
        columns.put("email", "[{\"value\": \"%s\", \"label\": null, \"is_primary\": true}]".formatted(email));
        columns.put("email_primary", email);
        columns.put("email_values", "{\"" + email + "\"}");
        columns.put("job_title", oneOf(TITLES, random));
        columns.put("contact_status", oneOf(STATUSES, random));
        columns.put("company_id", BenchIds.company(company).toString());
        return input(BenchIds.contact(number), columns);
    }

    RecordInput opportunity(long number) {
        var random = new SplittableRandom(number);
        var columns = owned(random);
        columns.put("name", name(random) + " deal");
        columns.put("amount", String.valueOf(100 + random.nextInt(1_000_000)));
        columns.put("status", oneOf(DEALS, random));
        columns.put(
                "company_id",
                BenchIds.company(number / DEALS_A_CONTACT % companies).toString());
        return input(BenchIds.opportunity(number), columns);
    }

    /** Nine of ten that were due are done. */
    RecordInput task(long number, Instant now) {
        var random = new SplittableRandom(number);
        var day = random.nextInt(TASK_DAYS) - (TASK_DAYS - TASK_DAYS_AHEAD);
        var isDone = day < 0 && random.nextInt(10) > 0;
        var due = now.plus(Duration.ofDays(day)).toString();
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("title", oneOf(ERRANDS, random) + " " + oneOf(FIRST_NAMES, random) + " " + name(random));
        columns.put("due_date", due);
        columns.put("priority", oneOf(PRIORITIES, random));
        columns.put("is_completed", String.valueOf(isDone));
        columns.put("completed_at", isDone ? due : null);
        columns.put("assigned_to_id", oneOf(owners, random).toString());
        return input(BenchIds.task(number), columns);
    }

    /** The body that creates a contact which is not among those loaded. */
    static String newContact(long number) {
        var random = new SplittableRandom(-1 - number);
        return "{\"first_name\": \"%s\", \"last_name\": \"%s\", \"job_title\": \"%s\", \"contact_status\": \"%s\"}"
                .formatted(oneOf(FIRST_NAMES, random), name(random), oneOf(TITLES, random), oneOf(STATUSES, random));
    }

    private Map<String, @Nullable String> owned(SplittableRandom random) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put("owner_id", oneOf(owners, random).toString());
        return columns;
    }

    static RecordInput input(UUID id, Map<String, @Nullable String> columns) {
        return new RecordInput(id, columns, Map.of(), Map.of());
    }

    static <T> T oneOf(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String name(SplittableRandom random) {
        return name(2 + random.nextInt(2), random);
    }

    static String name(int syllables, SplittableRandom random) {
        var name = new StringBuilder();
        for (var syllable = syllables; syllable > 0; syllable--) {
            name.append(oneOf(SYLLABLES, random));
        }
        name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }
}
