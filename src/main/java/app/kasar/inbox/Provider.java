package app.kasar.inbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who keeps a mailbox. Mails have its name as their channel. */
enum Provider {
    GMAIL("imap.gmail.com"),
    OUTLOOK("outlook.office365.com"),
    FASTMAIL("imap.fastmail.com"),
    /** Any other; its host has to be said. */
    IMAP(null);

    private final @Nullable String host;

    Provider(@Nullable String host) {
        this.host = host;
    }

    /** Where the provider's server is; null where the user has to say. */
    @Nullable
    String host() {
        return host;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Provider> find(String wireName) {
        return Arrays.stream(values())
                .filter(provider -> provider.wireName().equals(wireName))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Provider::wireName).toList();
    }
}
