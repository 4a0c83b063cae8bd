package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/** The blocking keys for the fields there are. */
final class KeyRules {
    private final Population population;
    private final List<Column> names = new ArrayList<>();
    private final List<KeyRule> rules = new ArrayList<>();

    private KeyRules(Population population) {
        this.population = population;
        names.addAll(population.columns(Trait.FIRST_NAME));
        names.addAll(population.columns(Trait.LAST_NAME));
    }

    static List<KeyRule> of(Population population) {
        var made = new KeyRules(population);
        made.people();
        made.organizations();
        made.values();
        return made.rules;
    }

    private IntFunction<String> text(Trait trait) {
        Optional<Column> column = population.first(trait);
        return column.<IntFunction<String>>map(found -> found::text).orElse(record -> "");
    }

    private void people() {
        if (population.first(Trait.LAST_NAME).isEmpty()) {
            return;
        }
        var first = text(Trait.FIRST_NAME);
        var last = text(Trait.LAST_NAME);
        rules.add((record, keys) -> ordered(keys, Phonetic.of(first.apply(record)), Phonetic.of(last.apply(record))));
        rules.add((record, keys) -> ordered(keys, start(first.apply(record), 3), start(last.apply(record), 3)));
        rules.add((record, keys) -> {
            KeyRule.put(keys, Phonetic.of(last.apply(record)), start(first.apply(record), 1));
            KeyRule.put(keys, Phonetic.of(first.apply(record)), start(last.apply(record), 1));
        });
        for (var trait : List.of(Trait.DATE, Trait.CITY, Trait.POSTCODE, Trait.STREET)) {
            population.columns(trait).forEach(column -> withNames(first, last, column));
        }
        population.columns(Trait.EMPLOYER).forEach(column -> withColleagues(first, last, column));
    }

    /** A name together with something else: either name, because it may stand in the other's place or be missing. */
    private void withNames(IntFunction<String> first, IntFunction<String> last, Column column) {
        var length = column.field().trait() == Trait.DATE ? 4 : 5;
        rules.add((record, keys) -> {
            var other = start(column.text(record), length);
            KeyRule.put(keys, Phonetic.of(first.apply(record)), other);
            KeyRule.put(keys, Phonetic.of(last.apply(record)), other);
        });
        if (column.field().trait() == Trait.DATE) {
            rules.add((record, keys) -> {
                var day =
                        column.text(record).length() == 8 ? column.text(record).substring(4) : "";
                KeyRule.put(keys, Phonetic.of(first.apply(record)), day);
                KeyRule.put(keys, Phonetic.of(last.apply(record)), day);
            });
            rules.add((record, keys) -> {
                KeyRule.put(keys, start(first.apply(record), 1), column.text(record));
                KeyRule.put(keys, start(last.apply(record), 1), column.text(record));
            });
        }
    }

    /** In large companies an initial is too little, in small ones there are few whose names are alike. */
    private void withColleagues(IntFunction<String> first, IntFunction<String> last, Column column) {
        rules.add((record, keys) -> initials(record, keys, column.text(record)));
        rules.add((record, keys) -> {
            KeyRule.put(keys, Phonetic.of(first.apply(record)), column.text(record));
            KeyRule.put(keys, Phonetic.of(last.apply(record)), column.text(record));
        });
    }

    private static void ordered(LongConsumer keys, String one, String other) {
        if (one.compareTo(other) <= 0) {
            KeyRule.put(keys, one, other);
        } else {
            KeyRule.put(keys, other, one);
        }
    }

    private static String start(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private void organizations() {
        population.first(Trait.ORGANIZATION).ifPresent(column -> {
            var city = text(Trait.CITY);
            rules.add((record, keys) -> {
                for (var word : words(column.text(record))) {
                    KeyRule.put(keys, word);
                }
            });
            rules.add((record, keys) -> {
                for (var word : words(column.text(record))) {
                    KeyRule.put(keys, Phonetic.of(word), start(city.apply(record), 4));
                }
            });
            rules.add((record, keys) -> pairsOf(keys, words(column.text(record))));
            rules.add((record, keys) -> KeyRule.put(keys, start(String.join("", words(column.text(record))), 6)));
            rules.add((record, keys) ->
                    KeyRule.put(keys, initials(words(column.text(record))), start(city.apply(record), 4)));
        });
    }

    private static String[] words(String name) {
        return Fold.without(name, PlainWords.LEGAL_FORMS).split(" ");
    }

    private static void pairsOf(LongConsumer keys, String[] words) {
        for (var one = 0; one < Math.min(words.length, 5); one++) {
            for (var other = one + 1; other < Math.min(words.length, 5); other++) {
                ordered(keys, start(words[one], 4), start(words[other], 4));
            }
        }
    }

    private static String initials(String[] words) {
        if (words.length == 1 && words[0].length() <= 4) {
            return words[0];
        }
        var letters = new StringBuilder();
        for (var word : words) {
            letters.append(start(word, 1));
        }
        return letters.toString();
    }

    private void values() {
        population.columns(Trait.EMAIL).forEach(column -> {
            rules.add((record, keys) -> eachMailbox(column, record, keys));
            byDomain(column);
        });
        for (var trait : List.of(Trait.PHONE, Trait.DATE, Trait.TEXT, Trait.PROFILE)) {
            population.columns(trait).forEach(column -> rules.add((record, keys) -> each(column, record, keys)));
        }
        population
                .columns(Trait.SITE)
                .forEach(column -> rules.add((record, keys) -> initials(record, keys, column.text(record))));
        var street = text(Trait.STREET);
        var postcode = text(Trait.POSTCODE);
        var city = text(Trait.CITY);
        rules.add((record, keys) -> {
            var number = StreetLikeness.number(street.apply(record));
            initials(record, keys, number, postcode.apply(record));
            initials(record, keys, number, longest(street.apply(record)));
        });
        rules.add(
                (record, keys) -> initials(record, keys, longest(street.apply(record)), start(city.apply(record), 4)));
    }

    /** In small populations the domain alone says enough; in large ones it is a company's. */
    private void byDomain(Column column) {
        rules.add((record, keys) -> initials(record, keys, domain(column.text(record))));
        if (population.size() <= Blocking.SMALL) {
            rules.add((record, keys) -> KeyRule.put(keys, domain(column.text(record))));
        }
    }

    /** Keys of what people share with their colleagues and families: each with an initial of theirs. */
    private void initials(int record, LongConsumer keys, String... parts) {
        if (names.isEmpty()) {
            KeyRule.put(keys, parts);
            return;
        }
        var more = Arrays.copyOf(parts, parts.length + 1);
        for (var column : names) {
            more[parts.length] = start(column.text(record), 1);
            KeyRule.put(keys, more);
        }
    }

    private static void each(Column column, int record, LongConsumer keys) {
        tail(column, column.text(record), keys);
        for (var code : column.further(record)) {
            tail(column, column.dictionary().text(code), keys);
        }
    }

    private static void tail(Column column, String value, LongConsumer keys) {
        var isPhone = column.field().trait() == Trait.PHONE;
        KeyRule.put(keys, isPhone && value.length() > 7 ? value.substring(value.length() - 7) : value);
    }

    private static void eachMailbox(Column column, int record, LongConsumer keys) {
        KeyRule.put(keys, local(column.text(record)));
        for (var code : column.further(record)) {
            KeyRule.put(keys, local(column.dictionary().text(code)));
        }
    }

    /** The mailbox name's letters, when they are enough to mean something. */
    private static String local(String email) {
        var at = email.indexOf('@');
        var letters = (at < 0 ? email : email.substring(0, at)).replaceAll("[^a-z0-9]", "");
        return letters.length() < 3 ? "" : letters;
    }

    private static String domain(String email) {
        var domain = email.substring(email.indexOf('@') + 1);
        return PublicHosts.MAIL.contains(domain) ? "" : "@" + domain;
    }

    private static String longest(String street) {
        var longest = "";
        for (var word : street.split(" ")) {
            if (!Streets.isNumber(word) && word.length() > longest.length()) {
                longest = word;
            }
        }
        return longest;
    }
}
