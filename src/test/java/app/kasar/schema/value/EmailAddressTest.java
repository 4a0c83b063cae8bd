package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.isAccepted;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class EmailAddressTest {
    /** What an SMTP server takes: valid, valid whether or not the domain exists, and valid with unusual elements. */
    private static final Set<String> SENDABLE = Set.of("ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN", "ISEMAIL_RFC5321");

    @Test
    void agrees_with_the_isemail_suite_on_what_smtp_takes() throws Exception {
        var disagreements = new ArrayList<String>();
        var tests = isemail();
        for (var test : tests) {
            if (isAccepted(EmailAddress.read(test.address())) != SENDABLE.contains(test.category())) {
                disagreements.add(test.address());
            }
        }
        assertThat(tests).hasSize(164);
        assertThat(disagreements)
                .containsExactlyInAnyOrder(
                        // domains without a dot
                        "test@io",
                        "test@org",
                        // blanks around the address, which are trimmed
                        " test@iana.org",
                        "test@iana.org ");
    }

    private record Case(String address, String category) {}

    private static List<Case> isemail() throws Exception {
        var file = SharedDataFolder.file("email-addr-isemail/tests.xml").toFile();
        var elements = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file)
                .getElementsByTagName("test");
        var cases = new ArrayList<Case>();
        for (int i = 0; i < elements.getLength(); i++) {
            var test = (Element) elements.item(i);
            cases.add(new Case(withControls(text(test, "address")), text(test, "category")));
        }
        return cases;
    }

    private static String text(Element test, String name) {
        return test.getElementsByTagName(name).item(0).getTextContent();
    }

    /** The suite writes controls as the symbols Unicode has for them, from U+2400 on. */
    private static String withControls(String address) {
        var text = new StringBuilder();
        address.chars().forEach(unit -> text.append((char) (unit >= 0x2400 && unit < 0x2420 ? unit - 0x2400 : unit)));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@acme.test",
                "ada@printer.local",
                "Ada.Byron+crm@Mail.Example.museum",
                "o'neil@example.ie",
                "jörg@münchen.de",
                "用户@例子.公司",
                "почта@пример.рф",
                "हिन्दी@उदाहरण.भारत",
                "\"much more unusual\"@example.com",
                "a@[IPv6:2001:db8::1]"
            })
    void accepts(String address) {
        assertThat(accepted(EmailAddress.read(address))).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@acme.test",
                "ada@acme",
                "Ada <ada@acme.test>",
                "ada@acme.test, bob@acme.test",
                "ada@acme..test",
                "ada@-acme.test",
                "ada@ac me.test",
                "ada@acme.test\n",
                "ada@acme_inc.test",
                "ada\u202E@acme.test",
                "a\u00A0da@acme.test",
                "ada@münchen\u2028.de",
                "ada@acme.test\0",
                "mailto:ada@acme.test>"
            })
    void refuses(String address) {
        assertThat(refused(EmailAddress.read(address))).isEqualTo("must be a valid email address");
    }

    @Test
    void takes_off_blanks_around_and_keeps_the_case() {
        assertThat(accepted(EmailAddress.read("\u00A0 Ada@Acme.test\t"))).isEqualTo("Ada@Acme.test");
    }

    @Test
    void counts_octets_beyond_ascii() {
        assertThat(isAccepted(EmailAddress.read("é".repeat(32) + "@acme.test"))).isTrue();
        assertThat(isAccepted(EmailAddress.read("é".repeat(33) + "@acme.test"))).isFalse();
    }
}
