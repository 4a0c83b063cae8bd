package app.kasar.demo;

/** What the commands that show Kasar work with. */
public record Demo(DemoData data, DemoOrganization organization) {}
