package app.kasar.demo;

import java.util.List;
import java.util.Locale;

/**
 * Where companies are. In the patterns each # becomes a digit; phone numbers lie, where a country has such, in the ranges
 * set aside for fiction, so that nobody's telephone rings.
 */
enum Region {
    UNITED_STATES(
            "en-US",
            36,
            "America/New_York",
            "USD",
            List.of("Inc.", "LLC", "Group"),
            List.of(
                    new City("Boston", "MA", "021##", "+1617555 01##"),
                    new City("Chicago", "IL", "606##", "+1312555 01##"),
                    new City("Denver", "CO", "802##", "+1303555 01##"),
                    new City("Seattle", "WA", "981##", "+1206555 01##"),
                    new City("Austin", "TX", "787##", "+1512555 01##"),
                    new City("Atlanta", "GA", "303##", "+1404555 01##"),
                    new City("Portland", "OR", "972##", "+1503555 01##"))),
    UNITED_KINGDOM(
            "en-GB",
            12,
            "Europe/London",
            "GBP",
            List.of("Ltd", "Group", "plc"),
            List.of(
                    new City("London", null, "EC1A #BB", "+442079460###"),
                    new City("Manchester", null, "M1 #AE", "+441614960###"),
                    new City("Leeds", null, "LS1 #DA", "+441134960###"),
                    new City("Edinburgh", null, "EH1 #NG", "+441314960###"))),
    GERMANY(
            "de-DE",
            14,
            "Europe/Berlin",
            "EUR",
            List.of("GmbH", "AG", "GmbH & Co. KG"),
            List.of(
                    new City("Berlin", null, "101##", "+493023125###"),
                    new City("München", "Bayern", "803##", "+498999998###"),
                    new City("Hamburg", null, "203##", "+494066969###"),
                    new City("Köln", "Nordrhein-Westfalen", "506##", "+492214710###"))),
    FRANCE(
            "fr-FR",
            10,
            "Europe/Paris",
            "EUR",
            List.of("SARL", "SA", "SAS"),
            List.of(
                    new City("Paris", null, "750##", "+3319900####"),
                    new City("Lyon", null, "6900#", "+3346571####"),
                    new City("Orléans", null, "4500#", "+3326191####"),
                    new City("Nîmes", null, "3000#", "+3346571####"))),
    SPAIN(
            "es-ES",
            6,
            "Europe/Madrid",
            "EUR",
            List.of("S.L.", "S.A."),
            List.of(
                    new City("Madrid", null, "280##", "+349122233##"),
                    new City("Málaga", null, "290##", "+349522233##"))),
    SWEDEN(
            "sv-SE",
            6,
            "Europe/Stockholm",
            "SEK",
            List.of("AB"),
            List.of(
                    new City("Stockholm", null, "111 ##", "+4684650 04##"),
                    new City("Göteborg", null, "411 ##", "+46313906##"),
                    new City("Malmö", null, "211 ##", "+46406280 4##"))),
    BRAZIL(
            "pt-BR",
            6,
            "America/Sao_Paulo",
            "BRL",
            List.of("Ltda", "S.A."),
            List.of(
                    new City("São Paulo", "SP", "010##-000", "+55113333####"),
                    new City("Florianópolis", "SC", "880##-000", "+55483333####"))),
    HUNGARY(
            "hu-HU",
            3,
            "Europe/Budapest",
            "EUR",
            List.of("Kft.", "Zrt."),
            List.of(new City("Budapest", null, "105#", "+3613334###"), new City("Győr", null, "902#", "+36963334##"))),
    JAPAN(
            "ja-JP",
            5,
            "Asia/Tokyo",
            "JPY",
            List.of("K.K."),
            List.of(
                    new City("東京", "東京都", "100-00##", "+8133333####"),
                    new City("大阪", "大阪府", "530-00##", "+8163333####"))),
    UKRAINE(
            "uk-UA",
            2,
            "Europe/Kyiv",
            "EUR",
            List.of("LLC"),
            List.of(
                    new City("Київ", null, "010##", "+38044333####"),
                    new City("Львів", null, "790##", "+38032233####")));

    private static final int TOTAL_WEIGHT =
            java.util.Arrays.stream(values()).mapToInt(region -> region.weight).sum();

    private final Locale locale;
    private final int weight;
    private final String timeZone;
    private final String currency;
    private final List<String> legalForms;
    private final List<City> cities;

    Region(String locale, int weight, String timeZone, String currency, List<String> legalForms, List<City> cities) {
        this.locale = Locale.forLanguageTag(locale);
        this.weight = weight;
        this.timeZone = timeZone;
        this.currency = currency;
        this.legalForms = legalForms;
        this.cities = cities;
    }

    /** A town with the patterns of its postal codes and of the phone numbers in it. */
    record City(
            String name, @org.jspecify.annotations.Nullable String state, String postalCode, String phone) {}

    static Region pick(Dice dice) {
        var at = dice.below(TOTAL_WEIGHT);
        for (var region : values()) {
            at -= region.weight;
            if (at < 0) {
                return region;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    Locale locale() {
        return locale;
    }

    /** ISO 3166 two-letter code. */
    String country() {
        return locale.getCountry();
    }

    String language() {
        return locale.getLanguage();
    }

    String timeZone() {
        return timeZone;
    }

    String currency() {
        return currency;
    }

    List<String> legalForms() {
        return legalForms;
    }

    List<City> cities() {
        return cities;
    }
}
