package app.kasar.schema;

import java.util.Set;

/** Names that fields and objects cannot take, because tables, answers or routes use them otherwise. */
final class ReservedNames {
    private static final Set<String> COLUMNS = Set.of(
            "id",
            "created_at",
            "updated_at",
            "created_by",
            "owner",
            "owner_id",
            "search_document",
            "valid",
            "transaction_id",
            "changed_by",
            "token_id",
            "request_id",
            "tableoid",
            "xmin",
            "xmax",
            "cmin",
            "cmax",
            "ctid");

    private static final Set<String> TABLES = Set.of(
            "state",
            "workspace_users",
            "users",
            "role_grants",
            "roles",
            "objects",
            "fields",
            "relations",
            "pipelines",
            "pipeline_steps",
            "removed_pipeline_names",
            "events",
            "idempotency_keys",
            "tasks",
            "notes",
            "interactions",
            "threads",
            "mailboxes",
            "mailbox_folders",
            "mails",
            "mail_places",
            "mail_matching",
            "skipped_mails",
            "thread_message_ids",
            "pending_flags",
            "company_domains",
            "notifications",
            "jobs",
            "lists",
            "views",
            "files",
            "settings",
            "tokens",
            "duplicates",
            "merged_records",
            "merges",
            "merge_moves",
            "duplicate_scans",
            "duplicate_groups",
            "duplicate_dismissals",
            "search",
            "activity",
            "flyway_schema_history",
            "scheduled_tasks",
            "webhooks",
            "history",
            "words");

    private ReservedNames() {}

    static boolean isReserved(String field) {
        return COLUMNS.contains(field) || field.endsWith("_display") || field.endsWith("_has_more");
    }

    /** Names of tables of ours, now or soon, and those that our tables' names end in. */
    static boolean isReservedObject(String object) {
        return TABLES.contains(object) || object.endsWith("_history") || object.endsWith("_links");
    }
}
