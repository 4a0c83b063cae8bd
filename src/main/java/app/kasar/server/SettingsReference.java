package app.kasar.server;

/** Writes {@code docs/configuration.md} from the declared settings. */
final class SettingsReference {
    private static final String HEAD = """
            # Configuration

            <!-- Written from the settings' declarations by SettingsReferenceTest; see there how to write it anew. -->

            Nothing needs to be configured. Each setting can be given, in this order of precedence, as

            1. an option of the command: `./kasar serve --rate-limit 1200`
            2. an environment variable: `KASAR_RATE_LIMIT=1200`
            3. a line in `kasar.properties` in the working directory, or in the file named by `--config` or `KASAR_CONFIG`: \
            `rate-limit=1200`

            A name that is not known stops the start, and so does a value that does not fit. Secrets are no options, because \
            command lines can be read by every user of a machine. `KASAR_JAVA_OPTIONS` gives further options to the Java \
            virtual machine, for example `-Xmx1g`.
            """;

    private SettingsReference() {}

    static String markdown() {
        var text = new StringBuilder(HEAD);
        KnownSettings.all().forEach(setting -> append(text, setting));
        return text.toString();
    }

    private static void append(StringBuilder text, Setting<?> setting) {
        text.append("\n## ").append(setting.name()).append("\n\n");
        text.append(setting.explanation()).append("\n\n");
        if (!setting.isSecret()) {
            text.append("- Option: `").append(setting.option()).append("`\n");
        }
        text.append("- Environment variable: `")
                .append(setting.environmentVariable())
                .append("`\n");
        text.append("- Value: ").append(setting.type().description()).append('\n');
        text.append("- Default: ").append(defaultText(setting)).append('\n');
    }

    private static String defaultText(Setting<?> setting) {
        if (setting.equals(KnownSettings.POOL_SIZE)) {
            return "four for each processor";
        }
        return setting.defaultValue() == null ? setting.defaultText() : "`" + setting.defaultText() + "`";
    }
}
