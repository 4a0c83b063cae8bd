package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import java.nio.file.Files;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @Test
    void reads_every_example_number_of_every_region_in_all_its_spellings() throws Exception {
        var wrong = new ArrayList<String>();
        int spellings = 0;
        var lines = Files.readAllLines(SharedDataFolder.file("phones-libphonenumber/phones-give.tsv"));
        for (var line : lines.subList(1, lines.size())) {
            var column = line.split("\t");
            for (int i = 3; i <= 6; i++) {
                spellings++;
                var reading = PhoneNumber.read(column[i], i == 6 ? "US" : column[0]);
                if (!reading.equals(Reading.accepted(column[7]))) {
                    wrong.add(column[0] + " " + column[i] + " -> " + reading + ", expected " + column[7]);
                }
            }
        }
        assertThat(spellings).isGreaterThan(2_000);
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "06 12 34 56 78, +33612345678",
        "+33 (0)6 12 34 56 78, +33612345678",
        "0033 6.12.34.56.78, +33612345678",
        "' 06-12-34-56-78 ', +33612345678",
        "tel:+33-6-12-34-56-78, +33612345678",
        "tel:612345678;phone-context=+33, +33612345678",
        "+1 (650) 253-0000 ext. 12, +16502530000;ext=12",
        "+1 650 253 0000 x12, +16502530000;ext=12",
        "+16502530000;ext=12, +16502530000;ext=12",
        "tel:+1-650-253-0000;ext=12, +16502530000;ext=12",
        "+1 650 253 0000 extension 12, +16502530000;ext=12",
        "+1 650 253 0000 #12, +16502530000;ext=12",
        "+39 06 1234 5678, +390612345678",
        "٠٦١٢٣٤٥٦٧٨, +33612345678",
        "＋３３６１２３４５６７８, +33612345678"
    })
    void reads(String written, String stored) {
        assertThat(accepted(PhoneNumber.read(written, "FR"))).isEqualTo(stored);
        assertThat(accepted(PhoneNumber.read(stored, "JP"))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "hello",
                "Ada 06 12 34 56 78",
                "06 12 34 56 78 mobile",
                "06 12 34 56 78 / 07 12 34 56 78",
                "1-800-FLOWERS",
                "+999 12345678",
                "+33 6 12",
                "06 12 34 56 78 ext 12345678901",
                "06123\n45678 <b>"
            })
    void refuses(String written) {
        assertThat(refused(PhoneNumber.read(written, "FR"))).startsWith("must be a valid phone number");
    }

    @Test
    void says_that_the_area_code_is_missing() {
        assertThat(refused(PhoneNumber.read("253-2222", "US"))).contains("area code");
    }

    @Test
    void takes_a_number_of_a_range_the_library_does_not_know_yet() {
        assertThat(accepted(PhoneNumber.read("+1 200 555 0100", "US"))).isEqualTo("+12005550100");
    }
}
