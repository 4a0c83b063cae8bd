package app.kasar.inbox;

import app.kasar.access.Member;
import app.kasar.inbox.message.Mailbox;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a mailbox's owner, which are no correspondent's. */
record OwnAddresses(Set<String> folded) {
    OwnAddresses {
        folded = Set.copyOf(folded);
    }

    static OwnAddresses of(app.kasar.inbox.Mailbox mailbox, Member owner) {
        var account = mailbox.account();
        return new OwnAddresses(Stream.of(account.email(), account.username(), owner.email())
                .filter(text -> text.contains("@"))
                .map(OwnAddresses::fold)
                .collect(Collectors.toSet()));
    }

    boolean contains(Mailbox mailbox) {
        return folded.contains(fold(mailbox.address()));
    }

    /** The domains the owner writes from: colleagues are everywhere, so these say nothing about a mail. */
    Set<String> domains() {
        return folded.stream().map(FreeMailDomains::domainOf).collect(Collectors.toSet());
    }

    static String fold(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
