package app.kasar.cli;

import app.kasar.demo.Demo;
import app.kasar.server.DatabaseSession;

/** Sets up what the commands that show Kasar work with. */
@FunctionalInterface
public interface DemoOpening {
    Demo open(DatabaseSession session);
}
