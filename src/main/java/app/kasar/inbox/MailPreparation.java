package app.kasar.inbox;

import app.kasar.inbox.PreparedMail.Direction;
import app.kasar.inbox.PreparedMail.People;
import app.kasar.inbox.PreparedMail.Source;
import app.kasar.inbox.imap.RemoteMessage;
import app.kasar.inbox.message.Mailbox;
import app.kasar.inbox.message.MessageParser;
import app.kasar.inbox.message.ParsedMessage;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** Makes messages ready to be stored. Pure but for the ids it gives. */
final class MailPreparation {
    /** People one interaction shows; a mail can have thousands. */
    private static final int MOST_SHOWN = 100;

    private static final int MOST_MATCHED = 1000;

    private final MessageParser parser = new MessageParser();
    private final OwnAddresses own;

    MailPreparation(OwnAddresses own) {
        this.own = own;
    }

    PreparedMail prepare(RemoteMessage remote) {
        var message = StoredText.clean(parser.parse(remote.raw(), remote.received()));
        var identity = MessageIdentity.of(message, remote.raw());
        var source = new Source(remote.uid(), remote.isSeen(), identity, remote.raw());
        return new PreparedMail(UuidCreator.getTimeOrderedEpochPlus1(), source, message, people(message));
    }

    private People people(ParsedMessage message) {
        var from = message.participants().from();
        var direction = from != null && own.contains(from) ? Direction.OUTBOUND : Direction.INBOUND;
        var everyone = everyone(message).toList();
        var others = everyone.stream()
                .filter(mailbox -> !own.contains(mailbox))
                .map(mailbox -> OwnAddresses.fold(mailbox.address()))
                .distinct()
                .limit(MOST_MATCHED)
                .toList();
        return new People(direction, shown(everyone), others, domains(others));
    }

    /** The sender first. Who was copied in secret is in a mail one has sent. */
    private static Stream<Mailbox> everyone(ParsedMessage message) {
        var participants = message.participants();
        return Stream.of(
                        Stream.ofNullable(participants.from()),
                        participants.to().stream(),
                        participants.cc().stream(),
                        participants.bcc().stream())
                .flatMap(mailboxes -> mailboxes)
                .filter(mailbox -> !mailbox.address().isEmpty());
    }

    private static List<String> shown(List<Mailbox> everyone) {
        return everyone.stream()
                .map(mailbox -> mailbox.name() == null
                        ? mailbox.address()
                        : "%s <%s>".formatted(mailbox.name(), mailbox.address()))
                .distinct()
                .limit(MOST_SHOWN)
                .toList();
    }

    private List<String> domains(List<String> others) {
        var ours = own.domains();
        var domains = new LinkedHashSet<String>();
        others.stream()
                .map(FreeMailDomains::domainOf)
                .filter(domain -> !ours.contains(domain))
                .forEach(domain -> domains.addAll(FreeMailDomains.companyDomains(domain)));
        return List.copyOf(domains);
    }
}
