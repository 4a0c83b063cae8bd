package app.kasar.interactions;

import app.kasar.schema.VisibleSchema;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What there is of a mail beside the interaction it is, from wherever mails come from. */
@FunctionalInterface
public interface MailDetails {
    /** Adds to an interaction of the caller's own what only mails have, bodies included; nothing where it has none. */
    void addTo(ObjectNode interaction, UUID id, VisibleSchema schema);
}
