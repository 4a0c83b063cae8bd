package app.kasar.accounts;

import app.kasar.access.Organization;

/**
 * A new organization, its first administrator, and their token with every scope.
 *
 * @param token the only place where the secret is
 */
public record CreatedOrganization(Organization organization, WorkspaceUser administrator, IssuedToken token) {}
