package app.kasar;

import app.kasar.cli.AccountCommands;
import app.kasar.cli.Kasar;
import app.kasar.server.Wiring;

/** Starts the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Kasar.commandLine(Wiring::start, Wiring::demo, AccountCommands.all(Wiring::administration))
                .execute(arguments));
    }
}
