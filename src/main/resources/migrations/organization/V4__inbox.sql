-- Mail accounts users connected, how far each has been read, and what of the mails is not of every interaction. The
-- interactions and threads themselves are object tables, made by the schema room.

CREATE TABLE mailboxes (
    id             uuid PRIMARY KEY,
    owner_id       uuid NOT NULL REFERENCES workspace_users (id),
    provider       text NOT NULL CHECK (provider IN ('gmail', 'outlook', 'fastmail', 'imap')),
    email          text NOT NULL,
    host           text NOT NULL,
    port           integer NOT NULL,
    security       text NOT NULL CHECK (security IN ('tls', 'starttls', 'none')),
    auth           text NOT NULL CHECK (auth IN ('password', 'xoauth2')),
    username       text NOT NULL,
    -- encrypted with the server's key, which is not in the database
    secret         bytea NOT NULL,
    status         text NOT NULL CHECK (status IN ('syncing', 'active', 'error')),
    last_synced_at timestamptz,
    last_error     text,
    -- seen = stored + the sum of skipped, in every committed state
    seen           bigint NOT NULL DEFAULT 0,
    stored         bigint NOT NULL DEFAULT 0,
    -- reason to number
    skipped        jsonb NOT NULL DEFAULT '{}',
    failures       integer NOT NULL DEFAULT 0,
    next_sync_at   timestamptz NOT NULL,
    -- the node that reads it now, until when unless it says so again
    lease_holder   uuid,
    lease_until    timestamptz,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX mailboxes_account ON mailboxes (owner_id, lower(email));
CREATE INDEX mailboxes_due ON mailboxes (next_sync_at);

-- Between oldest_uid and newest_uid everything has been seen. Older ones are read newest first, until is_complete.
CREATE TABLE mailbox_folders (
    id               uuid PRIMARY KEY,
    mailbox_id       uuid NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    name             text NOT NULL,
    uid_validity     bigint NOT NULL,
    newest_uid       bigint NOT NULL,
    oldest_uid       bigint NOT NULL,
    is_complete      boolean NOT NULL DEFAULT false,
    -- of the flags as they are known here; 0 where the server does not count changes
    highest_mod_seq  bigint NOT NULL DEFAULT 0,
    -- a message at whose fetching the connection was lost, and how often
    suspect_uid      bigint,
    suspect_times    integer NOT NULL DEFAULT 0,
    UNIQUE (mailbox_id, name)
);

CREATE TABLE mails (
    -- the interaction's id
    id           uuid PRIMARY KEY,
    mailbox_id   uuid NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    owner_id     uuid NOT NULL REFERENCES workspace_users (id),
    thread_id    uuid NOT NULL,
    -- what tells the message from every other of its mailbox
    identity     bytea NOT NULL,
    message_id   text,
    in_reply_to  text,
    direction    text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    sender       jsonb,
    recipients   jsonb NOT NULL,
    copies       jsonb NOT NULL,
    subject      text,
    snippet      text,
    body_text    text,
    body_html    text,
    attachments  jsonb NOT NULL,
    is_read      boolean NOT NULL,
    sent_at      timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    -- the others it is from or to, and the domains it can belong to a company by
    addresses    text[] NOT NULL,
    domains      text[] NOT NULL,
    -- the message as it came, compressed
    raw          bytea NOT NULL
);
ALTER TABLE mails ALTER COLUMN raw SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX mails_identity ON mails (mailbox_id, identity);
CREATE INDEX mails_of_thread ON mails (thread_id, sent_at, id);
CREATE INDEX mails_addresses ON mails USING gin (addresses);
CREATE INDEX mails_domains ON mails USING gin (domains);

-- Where on its server a mail is: the same mail can be in several folders, and under new numbers after UIDVALIDITY changed.
CREATE TABLE mail_places (
    folder_id uuid NOT NULL REFERENCES mailbox_folders (id) ON DELETE CASCADE,
    uid       bigint NOT NULL,
    mail_id   uuid NOT NULL REFERENCES mails (id) ON DELETE CASCADE,
    -- as the server last had it
    is_seen   boolean NOT NULL,
    PRIMARY KEY (folder_id, uid)
);
CREATE INDEX mail_places_of_mail ON mail_places (mail_id);

-- Messages that could not be stored, as they came where they came at all.
CREATE TABLE skipped_mails (
    folder_id uuid NOT NULL REFERENCES mailbox_folders (id) ON DELETE CASCADE,
    uid       bigint NOT NULL,
    reason    text NOT NULL,
    detail    text,
    raw       bytea,
    PRIMARY KEY (folder_id, uid)
);

-- The thread of every message id there is a mail of or that one refers to.
CREATE TABLE thread_message_ids (
    mailbox_id uuid NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    -- of the message id, which can be too long for an index
    id_hash    bytea NOT NULL,
    thread_id  uuid NOT NULL,
    PRIMARY KEY (mailbox_id, id_hash)
);
CREATE INDEX thread_message_ids_of_thread ON thread_message_ids (thread_id);

-- What was marked here and has not yet been told to the server.
CREATE TABLE pending_flags (
    mail_id    uuid PRIMARY KEY REFERENCES mails (id) ON DELETE CASCADE,
    mailbox_id uuid NOT NULL REFERENCES mailboxes (id) ON DELETE CASCADE,
    is_read    boolean NOT NULL,
    -- tells a mark from a later one of the same mail
    version    uuid NOT NULL
);
CREATE INDEX pending_flags_of_mailbox ON pending_flags (mailbox_id);

-- The domains companies are known by, kept from their websites and addresses by the follower of events.
CREATE TABLE company_domains (
    domain     text NOT NULL,
    company_id uuid NOT NULL,
    PRIMARY KEY (domain, company_id)
);
CREATE INDEX company_domains_of_company ON company_domains (company_id);

-- Up to which transaction the changes of contacts and companies have been matched with mails; none before the first time.
CREATE TABLE mail_matching (
    singleton   boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    matched_to  xid8
);
INSERT INTO mail_matching DEFAULT VALUES;
