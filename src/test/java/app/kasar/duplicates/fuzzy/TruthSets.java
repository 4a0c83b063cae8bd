package app.kasar.duplicates.fuzzy;

import static app.kasar.duplicates.fuzzy.TruthSet.from;

import java.nio.file.Path;
import java.util.List;

/** The published sets, all mapped by one convention for people and one for companies. */
final class TruthSets {
    private final Path folder;

    TruthSets(Path folder) {
        this.folder = folder;
    }

    TruthSet febrl(int number) {
        var folder = this.folder.resolve("er-febrl1-2");
        return TruthSet.read(
                "febrl" + number,
                List.of(folder.resolve("dataset" + number + ".csv")),
                List.of(folder.resolve("dataset" + number + ".truth.csv")),
                "rec_id",
                from("first_name", Trait.FIRST_NAME, "given_name"),
                from("last_name", Trait.LAST_NAME, "surname"),
                from("street", Trait.STREET, "street_number", "address_1", "address_2"),
                from("city", Trait.CITY, "suburb"),
                from("postal_code", Trait.POSTCODE, "postcode"),
                from("state", Trait.REGION, "state"),
                from("date_of_birth", Trait.DATE, "date_of_birth"),
                from("soc_sec_id", Trait.TEXT, "soc_sec_id"));
    }

    TruthSet fake1000() {
        var folder = this.folder.resolve("er-fake1000");
        return TruthSet.read(
                "fake_1000",
                List.of(folder.resolve("fake_1000.csv")),
                List.of(folder.resolve("fake_1000.truth.csv")),
                "unique_id",
                from("first_name", Trait.FIRST_NAME, "first_name"),
                from("last_name", Trait.LAST_NAME, "surname"),
                from("email", Trait.EMAIL, "email"),
                from("city", Trait.CITY, "city"),
                from("date_of_birth", Trait.DATE, "dob"));
    }

    TruthSet rldata500() {
        var folder = this.folder.resolve("er-rldata500");
        return TruthSet.read(
                "RLdata500",
                List.of(folder.resolve("RLdata500.csv")),
                List.of(folder.resolve("RLdata500.truth.csv")),
                "rec_id",
                from("first_name", Trait.FIRST_NAME, "fname_c1", "fname_c2"),
                from("last_name", Trait.LAST_NAME, "lname_c1", "lname_c2"),
                from("date_of_birth", Trait.DATE, "by", "bm", "bd"));
    }

    TruthSet restaurants() {
        var folder = this.folder.resolve("er-restaurant-fodors-zagat");
        return TruthSet.read(
                "Fodors-Zagat",
                List.of(folder.resolve("fodors.csv"), folder.resolve("zagats.csv")),
                List.of(folder.resolve("truth.csv")),
                "id",
                from("name", Trait.ORGANIZATION, "name"),
                from("street", Trait.STREET, "addr"),
                from("city", Trait.CITY, "city"),
                from("phone", Trait.PHONE, "phone"),
                from("type", Trait.TEXT, "type"));
    }

    TruthSet organizations() {
        var folder = this.folder.resolve("er-orgs-hard");
        return TruthSet.read(
                "orgs-hard",
                List.of(folder.resolve("records.csv")),
                List.of(folder.resolve("truth_clusters.csv")),
                "record_id",
                from("name", Trait.ORGANIZATION, "org_name"),
                from("street", Trait.STREET, "street"),
                from("city", Trait.CITY, "city"),
                from("postal_code", Trait.POSTCODE, "postcode"),
                from("website", Trait.SITE, "website"),
                from("phone", Trait.PHONE, "phone"),
                from("industry", Trait.TEXT, "industry"));
    }

    TruthSet patentOwners() {
        var folder = this.folder.resolve("er-patstat-names");
        return TruthSet.read(
                "patstat",
                List.of(folder.resolve("patents.csv")),
                List.of(folder.resolve("truth.csv")),
                "record_id",
                from("name", Trait.ORGANIZATION, "name"));
    }

    /** A company and its name mistyped stand in the same row of two files. */
    TruthSet mistypedCompanies() {
        var folder = this.folder.resolve("er-names-dnb");
        var set = TruthSet.read(
                "names-dnb",
                List.of(folder.resolve("test_names.csv"), folder.resolve("adjusted_test_names.csv")),
                List.of(),
                "",
                from("name", Trait.ORGANIZATION, "company_name"),
                from("country", Trait.REGION, "country"));
        set.ids().forEach(id -> set.truth().put(id, id.substring(1)));
        return set;
    }
}
