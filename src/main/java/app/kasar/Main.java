package app.kasar;

import app.kasar.cli.Kasar;

/** Starts the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Kasar.commandLine((settings, session) -> {
                    throw new IllegalStateException("this build has no server yet");
                })
                .execute(arguments));
    }
}
