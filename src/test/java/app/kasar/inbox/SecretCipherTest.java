package app.kasar.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.inbox.SecretCipher.UnreadableSecret;
import app.kasar.inbox.imap.ImapLogin;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretCipherTest {
    private static final UUID RECORD = UUID.randomUUID();

    private static SecretCipher with(char key) {
        var bytes = String.valueOf(key).repeat(SecretKeys.LENGTH).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return new SecretCipher(() -> bytes);
    }

    @Property(tries = 200)
    void opens_what_it_closed(@ForAll char letter) throws UnreadableSecret {
        var secret = Character.isSurrogate(letter) ? "x" : "päss" + letter;
        assertThat(with('a').decrypt(with('a').encrypt(secret, RECORD), RECORD)).isEqualTo(secret);
    }

    @Test
    void the_same_secret_is_never_the_same_twice() {
        assertThat(with('a').encrypt("x", RECORD)).isNotEqualTo(with('a').encrypt("x", RECORD));
    }

    @Test
    void opens_for_no_other_key_no_other_record_and_nothing_changed() {
        var closed = with('a').encrypt("secret", RECORD);
        assertThatThrownBy(() -> with('b').decrypt(closed, RECORD)).isInstanceOf(UnreadableSecret.class);
        assertThatThrownBy(() -> with('a').decrypt(closed, UUID.randomUUID())).isInstanceOf(UnreadableSecret.class);
        for (var index = 0; index < closed.length; index++) {
            var changed = closed.clone();
            changed[index] ^= 1;
            assertThatThrownBy(() -> with('a').decrypt(changed, RECORD)).isInstanceOf(UnreadableSecret.class);
        }
        assertThatThrownBy(() -> with('a').decrypt(new byte[3], RECORD)).isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void printing_a_login_shows_no_secret() {
        assertThat(new ImapLogin("alice", ImapLogin.Method.PASSWORD, "zqsecret").toString())
                .contains("alice")
                .doesNotContain("zqsecret");
    }
}
