package app.kasar.access;

/** On whose behalf an organization is changed. */
public sealed interface Author {
    Organization organization();

    /** @throws app.kasar.problem.Problem PERMISSION_DENIED unless the author may administer the organization */
    void requireAdmin(String what);

    /** The caller of a request, whose knowledge must be current when the change is made. */
    record Caller(Actor actor) implements Author {
        @Override
        public Organization organization() {
            return actor.organization();
        }

        @Override
        public void requireAdmin(String what) {
            actor.requireAdmin(what);
        }
    }

    /** Whoever operates the installation, at its command line; may do everything. */
    record Operator(Organization organization) implements Author {
        @Override
        public void requireAdmin(String what) {}
    }
}
