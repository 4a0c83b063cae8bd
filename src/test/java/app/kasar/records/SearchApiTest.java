package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchApiTest {
    private static RunningKasar kasar;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    José Ñíguez,                          jose niguez
                    Smith-Jones (Ltd.),                   JONES ltd
                    Κρητικός,                             ΚΡΗΤΙΚΌΣ
                    ΣΑΜΑΡΆΣ,                              Σαμαράς
                    Цой,                                  \u0426\u043E\u0438\u0306
                    강남,                                   \u1100\u1161\u11BC\u1102\u1161\u11B7
                    Ada Byron <ada@acme.test>,            ada@acme.test
                    <b>Bold</b> claims,                   bold claims
                    \uD83C\uDF89Launch party,             launch
                    「株式会社」新宿,                              株式会社
                    \u202Apasted\u202C,                   pasted
                    soft\u00ADware,                       software
                    می\u200Cخواهم,                        می\u200Cخواهم
                    ½ price,                              ½
                    हिन्दी भाषा,                           हिन्दी""")
    void finds_words_however_they_are_written(String stored, String typed) {
        var id = acme.post("/records/companies", Map.of("name", "x", "description", stored))
                .expect(201)
                .id();

        var found = acme.get("/records/companies", Map.of("search", typed)).expect(200);

        assertThat(found.data().valueStream().map(company -> company.path("id").asString()))
                .contains(id);
    }
}
