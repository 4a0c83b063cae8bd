package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.json.Json;
import java.io.StringWriter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PostalAddressTest {

    @Test
    void reads_the_six_parts() {
        var address = accepted(
                PostalAddress.read(
                        json(
                                "{'street':'1 rue de la Paix','street2':'bât. B','city':'Paris','state':'Île-de-France','postal_code':'75002','country':'FR'}")));
        assertThat(address)
                .isEqualTo(new PostalAddress("1 rue de la Paix", "bât. B", "Paris", "Île-de-France", "75002", "FR"));
        assertThat(address.line()).isEqualTo("1 rue de la Paix, bât. B, 75002 Paris, Île-de-France, FR");
    }

    @Test
    void leaves_out_of_the_line_what_is_absent() {
        assertThat(accepted(PostalAddress.read(json("{'city':'Paris','street2':'','country':null}")))
                        .line())
                .isEqualTo("Paris");
        assertThat(accepted(PostalAddress.read(json("{'postal_code':'75002','country':'FR'}")))
                        .line())
                .isEqualTo("75002, FR");
    }

    @Test
    void takes_a_string_as_the_street() {
        assertThat(accepted(PostalAddress.read(json("'1 Main St'"))).street()).isEqualTo("1 Main St");
    }

    @Test
    void is_empty_without_any_part() {
        assertThat(accepted(PostalAddress.read(json("{}"))).isEmpty()).isTrue();
        assertThat(accepted(PostalAddress.read(json("{'city':''}"))).isEmpty()).isTrue();
        assertThat(accepted(PostalAddress.read(json("''"))).isEmpty()).isTrue();
        assertThat(accepted(PostalAddress.read(json("{'city':'x'}"))).isEmpty()).isFalse();
    }

    @Test
    void names_every_fault() {
        assertThat(refused(PostalAddress.read(json("{'stret':'x','city':7,'state':'%s'}".formatted("x".repeat(501))))))
                .isEqualTo("has the unknown key 'stret'; did you mean 'street'?"
                        + "; at 'city' must be a string, not a number"
                        + "; at 'state' must be at most 500 characters long");
        assertThat(refused(PostalAddress.read(json("[]")))).isEqualTo("must be an object or a string, not an array");
    }

    @Provide
    Arbitrary<PostalAddress> addresses() {
        var part = Arbitraries.strings()
                .alpha()
                .withChars(" ,é")
                .ofMinLength(1)
                .ofMaxLength(10)
                .injectNull(0.4);
        return Combinators.combine(part, part, part, part, part, part).as(PostalAddress::new);
    }

    @Property
    void reads_the_stored_form_back(@ForAll("addresses") PostalAddress address) {
        var text = new StringWriter();
        try (var out = Json.MAPPER.createGenerator(text)) {
            address.write(out);
        }
        assertThat(accepted(PostalAddress.read(Json.read(text.toString(), "stored"))))
                .isEqualTo(address);
    }
}
