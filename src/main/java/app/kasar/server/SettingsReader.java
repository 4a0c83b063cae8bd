package app.kasar.server;

import static app.kasar.server.KnownSettings.DATA;
import static app.kasar.server.KnownSettings.DATABASE_PASSWORD;
import static app.kasar.server.KnownSettings.DATABASE_URL;
import static app.kasar.server.KnownSettings.DATABASE_USER;
import static app.kasar.server.KnownSettings.HOST;
import static app.kasar.server.KnownSettings.JOB_DAYS;
import static app.kasar.server.KnownSettings.LOG_FORMAT;
import static app.kasar.server.KnownSettings.POOL_SIZE;
import static app.kasar.server.KnownSettings.PORT;
import static app.kasar.server.KnownSettings.RATE_LIMIT;
import static app.kasar.server.KnownSettings.SECRET_KEY;
import static app.kasar.server.KnownSettings.TLS_CERT;
import static app.kasar.server.KnownSettings.TLS_KEY;
import static app.kasar.server.KnownSettings.TRUST_PROXY;

import app.kasar.problem.Fault;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings: an option wins over an environment variable, which wins over the file, which wins over the default. */
public final class SettingsReader {
    /** Environment variables of ours that are no settings of the server: the launcher's, and the place of the file. */
    static final Set<String> OTHER_VARIABLES = Set.of(SettingsFile.VARIABLE, "KASAR_JAVA_OPTIONS");

    private final Sources sources;
    private final List<Fault> faults = new ArrayList<>();

    private SettingsReader(Sources sources) {
        this.sources = sources;
    }

    /**
     * Where values come from, each by the setting's name in its own spelling.
     *
     * @param options as {@code --port}
     * @param environment as {@code KASAR_PORT}, beside variables of others
     */
    public record Sources(Map<String, String> options, Map<String, String> environment, SettingsFile file) {}

    /** @throws Problem with every fault; each says where the value stands */
    public static Settings read(Sources sources) {
        return new SettingsReader(sources).read();
    }

    private Settings read() {
        refuseUnknown();
        var listening = new Settings.Listening(required(HOST), required(PORT), tls(), required(TRUST_PROXY));
        var storage = new Settings.Storage(required(DATA), address(), required(POOL_SIZE));
        var settings = new Settings(
                listening, storage, required(RATE_LIMIT), required(JOB_DAYS), required(LOG_FORMAT), find(SECRET_KEY));
        if (!faults.isEmpty()) {
            throw new Problem(faults);
        }
        return settings;
    }

    private Settings.@Nullable Tls tls() {
        var certificate = find(TLS_CERT);
        var key = find(TLS_KEY);
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            faults.add(Fault.invalid(null, "tls-cert and tls-key belong together: set both or neither"));
            return null;
        }
        return new Settings.Tls(certificate, key);
    }

    private @Nullable DatabaseAddress address() {
        var address = find(DATABASE_URL);
        var user = find(DATABASE_USER);
        var password = find(DATABASE_PASSWORD);
        return address == null ? null : address.with(user, password);
    }

    private <T> T required(Setting<T> setting) {
        return Objects.requireNonNull(find(setting));
    }

    private <T> @Nullable T find(Setting<T> setting) {
        var option = sources.options().get(setting.option());
        if (option != null) {
            return read(setting, setting.option(), option);
        }
        var variable = sources.environment().get(setting.environmentVariable());
        if (variable != null) {
            return read(setting, setting.environmentVariable(), variable);
        }
        var property = sources.file().values().get(setting.name());
        return property == null
                ? setting.defaultValue()
                : read(setting, sources.file().place(setting.name()), property);
    }

    private <T> @Nullable T read(Setting<T> setting, String place, String text) {
        var value = setting.type().reader().apply(text.strip());
        if (value.isEmpty()) {
            faults.add(Fault.invalid(place, "it must be " + setting.type().description()));
        }
        return value.orElse(setting.defaultValue());
    }

    private void refuseUnknown() {
        var names = KnownSettings.all().stream().map(Setting::name).toList();
        for (var name : new TreeMap<>(sources.file().values()).keySet()) {
            refuseUnknown(name, names, sources.file().place(name), "setting");
        }
        var variables = new ArrayList<>(OTHER_VARIABLES);
        KnownSettings.all().forEach(setting -> variables.add(setting.environmentVariable()));
        for (var name : new TreeSet<>(sources.environment().keySet())) {
            if (name.startsWith(Settings.ENVIRONMENT_PREFIX)) {
                refuseUnknown(name, variables, name, "environment variable");
            }
        }
    }

    private void refuseUnknown(String name, Collection<String> known, String place, String kind) {
        if (!known.contains(name)) {
            faults.add(
                    Fault.invalid(place, "there is no %s '%s'%s".formatted(kind, name, NearestName.hint(name, known))));
        }
    }
}
