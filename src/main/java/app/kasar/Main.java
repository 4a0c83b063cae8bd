package app.kasar;

import app.kasar.bench.Bench;
import app.kasar.cli.AccountCommands;
import app.kasar.cli.BenchCommand;
import app.kasar.cli.ExportCommand;
import app.kasar.cli.ImportCommand;
import app.kasar.cli.Kasar;
import app.kasar.server.DatabaseSession;
import app.kasar.server.Wiring;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var commands = new ArrayList<>(List.of(AccountCommands.all(Wiring::administration)));
        commands.add(new CommandLine(new ImportCommand(Wiring::fileImports)));
        commands.add(new CommandLine(new BenchCommand(Main::benchParts)));
        commands.add(ExportCommand.commandLine(Main::exportParts));
        System.exit(Kasar.commandLine(Wiring::start, Wiring::demo, commands.toArray(CommandLine[]::new))
                .execute(arguments));
    }

    private static ExportCommand.Parts exportParts(DatabaseSession session) {
        var wiring = Wiring.of(session);
        return new ExportCommand.Parts(wiring.administration(), wiring.schemas(), wiring.exports());
    }

    private static Bench.Parts benchParts(DatabaseSession session) {
        var wiring = Wiring.of(session);
        return new Bench.Parts(wiring.administration(), wiring::authenticate, wiring.schemas());
    }
}
