package app.kasar.cli;

import app.kasar.accounts.Administration;
import app.kasar.server.DatabaseSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that see to organizations, their users and their tokens. */
public final class AccountCommands {
    private AccountCommands() {}

    /** Sets up what the commands work with. */
    @FunctionalInterface
    public interface Opening {
        Administration open(DatabaseSession session);
    }

    /** {@code org}, {@code user} and {@code token}, each with its own commands. */
    public static CommandLine[] all(Opening opening) {
        return new CommandLine[] {
            new CommandLine(new OrganizationGroup())
                    .addSubcommand(new OrganizationCommands.Create(opening))
                    .addSubcommand(new OrganizationCommands.ShowAll(opening)),
            new CommandLine(new UserGroup())
                    .addSubcommand(new UserCommands.Create(opening))
                    .addSubcommand(new UserCommands.ShowAll(opening))
                    .addSubcommand(new UserCommands.Deactivate(opening)),
            new CommandLine(new TokenGroup())
                    .addSubcommand(new TokenCommands.Create(opening))
                    .addSubcommand(new TokenCommands.ShowAll(opening))
                    .addSubcommand(new TokenCommands.Revoke(opening))
        };
    }

    /** A command that only groups others: alone it is a usage error that lists them. */
    private abstract static class Group implements Runnable {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec command;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "which? " + String.join(", ", command.subcommands().keySet()));
        }
    }

    @Command(name = "org", description = "Create and list organizations.", mixinStandardHelpOptions = true)
    private static final class OrganizationGroup extends Group {}

    @Command(name = "user", description = "Create, list and deactivate users.", mixinStandardHelpOptions = true)
    private static final class UserGroup extends Group {}

    @Command(name = "token", description = "Create, list and revoke API tokens.", mixinStandardHelpOptions = true)
    private static final class TokenGroup extends Group {}
}
