package app.kasar.cli;

import app.kasar.access.Author;
import app.kasar.accounts.Administration;
import app.kasar.server.DatabaseSession;

/** A command of the installation's operator. */
abstract class AdministrativeCommand extends ResultCommand {
    private final AccountCommands.Opening opening;

    AdministrativeCommand(AccountCommands.Opening opening) {
        this.opening = opening;
    }

    @Override
    protected final void run(DatabaseSession session) {
        run(opening.open(session));
    }

    abstract void run(Administration administration);

    /** The operator acting on an organization. */
    static Author operator(Administration administration, String slug) {
        return new Author.Operator(administration.organizations().getBySlug(slug));
    }
}
