package app.kasar.inbox;

import app.kasar.inbox.imap.ImapAddress;
import app.kasar.inbox.imap.ImapAddress.Security;
import app.kasar.inbox.imap.ImapLogin;
import app.kasar.inbox.imap.ImapLogin.Method;
import app.kasar.json.BodyReader;
import app.kasar.json.Payload;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.schema.value.EmailAddress;
import app.kasar.schema.value.Reading;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A mailbox as asked for. Printing it shows no secret. */
record NewMailbox(Provider provider, String email, ImapAddress address, ImapLogin login) {
    private static final int LONGEST = 320;
    private static final int LONGEST_SECRET = 8192;
    private static final int LARGEST_PORT = 65_535;
    private static final int TLS_PORT = 993;
    private static final int PLAIN_PORT = 143;
    private static final int LONGEST_HOST = 253;

    /** Underscores are not of the internet, but networks of containers have them. */
    private static final Pattern HOST = Pattern.compile("\\w[\\w-]{0,62}(\\.\\w[\\w-]{0,62})*\\.?");

    /** The keys of the body, read one by one and not yet held together. */
    private record Asked(
            Provider provider,
            String email,
            Optional<String> host,
            Optional<Long> port,
            Optional<Security> security,
            AskedLogin login) {}

    private record AskedLogin(
            Optional<Method> method, Optional<String> username, Optional<String> password, Optional<String> token) {}

    private static final Shape<Asked> CONNECTING = Shape.object(body -> {
        var provider = body.required("provider", choice(Provider.wireNames(), Provider::find));
        var email = body.required("email", emailAddress());
        var host = body.nullable("host", host());
        var port = body.nullable("port", Shape.whole(1, LARGEST_PORT));
        var security = body.nullable("security", choice(Security.wireNames(), Security::find));
        var method = body.nullable("auth", choice(Method.wireNames(), Method::find));
        var username = body.nullable("username", username());
        var password = body.nullable("password", secret());
        var token = body.nullable("access_token", secret());
        return () -> new Asked(
                provider.get(),
                email.get(),
                host.get(),
                port.get(),
                security.get(),
                new AskedLogin(method.get(), username.get(), password.get(), token.get()));
    });

    private static final Shape<AskedLogin> RENEWING = Shape.object(body -> {
        var password = body.nullable("password", secret());
        var token = body.nullable("access_token", secret());
        return () -> new AskedLogin(Optional.empty(), Optional.empty(), password.get(), token.get());
    });

    /** What a body that connects a mailbox carries. */
    static Payload connecting() {
        return Payload.of(CONNECTING);
    }

    /** What a body that renews a secret carries. */
    static Payload renewing() {
        return Payload.of(RENEWING);
    }

    /** @throws Problem with every fault of the body */
    static NewMailbox read(ObjectNode json) {
        return checked(BodyReader.read(json, CONNECTING));
    }

    private static <T> Shape<T> choice(
            java.util.List<String> words, java.util.function.Function<String, Optional<T>> find) {
        return Shape.choice(words).convert(find, "must be one of '%s'".formatted(String.join("', '", words)));
    }

    private static Shape<String> emailAddress() {
        return Shape.filledText(LONGEST)
                .convert(
                        text -> switch (EmailAddress.read(text)) {
                            case Reading.Accepted<String>(var address) -> Optional.of(address);
                            case Reading.Refused<String> refused -> Optional.empty();
                        },
                        "must be an e-mail address");
    }

    /**
     * The new password or token of a mailbox that has this method.
     *
     * @throws Problem with every fault of the body
     */
    static String readSecret(ObjectNode json, Method method) {
        var given = BodyReader.read(json, RENEWING);
        var asked = new AskedLogin(Optional.of(method), Optional.empty(), given.password(), given.token());
        var faults = new Faults();
        var secret = secret(asked, faults);
        faults.throwIfAny();
        return secret;
    }

    /** A server's name as the name system knows it, or its address. */
    private static Shape<String> host() {
        return Shape.filledText(LONGEST)
                .convert(
                        text -> literal(text.strip()) == null ? hostName(text.strip()) : Optional.of(text.strip()),
                        "must be a server's name or address, such as imap.example.com");
    }

    private static Optional<String> hostName(String text) {
        try {
            return Optional.of(IDN.toASCII(text))
                    .filter(name ->
                            name.length() <= LONGEST_HOST && HOST.matcher(name).matches());
        } catch (IllegalArgumentException isNoName) {
            return Optional.empty();
        }
    }

    private static Shape<String> username() {
        return withoutControls(Shape.filledText(LONGEST));
    }

    private static Shape<String> secret() {
        return withoutControls(Shape.text(LONGEST_SECRET).where(text -> !text.isEmpty(), "must not be empty"));
    }

    /** No line break can be sent as part of a name or a secret. */
    private static Shape<String> withoutControls(Shape<String> shape) {
        return shape.where(text -> text.chars().noneMatch(Character::isISOControl), "must not hold control characters");
    }

    private static NewMailbox checked(Asked asked) {
        var faults = new Faults();
        var host = asked.host().or(() -> Optional.ofNullable(asked.provider().host()));
        if (host.isEmpty()) {
            faults.add(Fault.missing("host", "'host' is required: the name of the account's IMAP server"));
        }
        var security = asked.security().orElse(Security.TLS);
        if (security == Security.NONE && !host.map(NewMailbox::isThisMachine).orElse(true)) {
            faults.invalid(
                    "security",
                    "'security' can be 'none' only towards this machine itself, such as 127.0.0.1: the password would be"
                            + " readable on the way");
        }
        var secret = secret(asked.login(), faults);
        faults.throwIfAny();
        var port = asked.port().orElse(security == Security.TLS ? (long) TLS_PORT : (long) PLAIN_PORT);
        var login = new ImapLogin(asked.login().username().orElse(asked.email()), method(asked.login()), secret);
        var address = new ImapAddress(host.orElseThrow().strip(), port.intValue(), security);
        return new NewMailbox(asked.provider(), asked.email(), address, login);
    }

    private static Method method(AskedLogin login) {
        return login.method().orElse(Method.PASSWORD);
    }

    private static String secret(AskedLogin login, Faults faults) {
        return switch (method(login)) {
            case PASSWORD -> oneOf("password", login.password(), "access_token", login.token(), faults);
            case XOAUTH2 -> oneOf("access_token", login.token(), "password", login.password(), faults);
        };
    }

    private static String oneOf(
            String key, Optional<String> value, String otherKey, Optional<String> other, Faults faults) {
        if (value.isEmpty()) {
            faults.add(Fault.missing(key, "'%s' is required".formatted(key)));
        }
        if (other.isPresent()) {
            faults.invalid(otherKey, "'%s' is not used with this 'auth'; give '%s'".formatted(otherKey, key));
        }
        return value.orElse("");
    }

    private static boolean isThisMachine(String host) {
        var name = host.strip().toLowerCase(Locale.ROOT);
        if (name.equals("localhost")) {
            return true;
        }
        var literal = literal(name);
        return literal != null && literal.isLoopbackAddress();
    }

    /** The address a text is, without asking anybody what a name means; null for names. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException isName) {
            return null;
        }
    }
}
