package app.kasar.cli;

import app.kasar.server.KnownSettings;
import app.kasar.server.Setting;
import app.kasar.server.Settings;
import app.kasar.server.SettingsFile;
import app.kasar.server.SettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings as options of a command: made from their declarations, so that no option is declared twice. */
final class SettingOptions {
    private static final String CONFIG = "--config";

    private SettingOptions() {}

    /** Gives every command under {@code line} the options for the settings it reads. */
    static void addTo(CommandLine line) {
        var command = line.getCommandSpec();
        switch (command.userObject()) {
            case ServeCommand server -> add(command, KnownSettings.all());
            case DatabaseCommand other -> add(command, KnownSettings.ofDatabase());
            default -> line.getSubcommands().values().forEach(SettingOptions::addTo);
        }
    }

    /** The settings that hold for a command that was parsed. */
    static Settings read(CommandSpec command) {
        var parsed = command.commandLine().getParseResult();
        var options = new HashMap<String, String>();
        for (var setting : KnownSettings.all()) {
            String value = parsed.matchedOptionValue(setting.option(), null);
            if (value != null) {
                options.put(setting.option(), value);
            }
        }
        Path config = parsed.matchedOptionValue(CONFIG, null);
        var file = SettingsFile.find(config, System.getenv());
        return SettingsReader.read(new SettingsReader.Sources(options, System.getenv(), file));
    }

    /**
     * The options that another command needs to find the database of this one, each with a blank before. An address may
     * hold a password, so it is not repeated.
     */
    static String ofDatabase(CommandSpec command) {
        var parsed = command.commandLine().getParseResult();
        var options = new StringBuilder();
        Path config = parsed.matchedOptionValue(CONFIG, null);
        if (config != null) {
            options.append(" %s '%s'".formatted(CONFIG, config));
        }
        for (var setting : KnownSettings.ofDatabase()) {
            String value = parsed.matchedOptionValue(setting.option(), null);
            if (value != null) {
                options.append(" %s '%s'".formatted(setting.option(), isAddress(setting) ? "…" : value));
            }
        }
        return options.toString();
    }

    private static boolean isAddress(Setting<?> setting) {
        return setting.name().equals("database-url");
    }

    private static void add(CommandSpec command, List<Setting<?>> settings) {
        settings.stream().filter(setting -> !setting.isSecret()).forEach(setting -> add(command, setting));
        command.addOption(OptionSpec.builder(CONFIG)
                .type(Path.class)
                .paramLabel("FILE")
                .description("Read settings from this file instead of kasar.properties.")
                .build());
    }

    private static void add(CommandSpec command, Setting<?> setting) {
        var builder = OptionSpec.builder(setting.option())
                .type(String.class)
                .paramLabel("VALUE")
                .description(setting.summary() + " Default: " + setting.defaultText() + ".");
        command.addOption(builder.build());
    }
}
