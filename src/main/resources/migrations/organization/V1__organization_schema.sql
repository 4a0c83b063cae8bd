-- What every organization's schema holds beside its objects' own tables. Object tables are made by the schema room.

-- One row. Its epoch grows with every change of users, roles, tokens, settings or schema; each statement made for a
-- caller reads it, so that no node works on what was true before.
CREATE TABLE state (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    epoch     bigint NOT NULL
);
INSERT INTO state (epoch) VALUES (1);

CREATE TABLE workspace_users (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL UNIQUE,
    full_name  text NOT NULL,
    user_email text NOT NULL,
    role       text NOT NULL CHECK (role IN ('admin', 'member', 'viewer')),
    is_active  boolean NOT NULL DEFAULT true,
    avatar_url text,
    -- an IANA name; NULL is the organization's
    time_zone  text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX workspace_users_email ON workspace_users (lower(user_email));

-- Grants that differ from a role's defaults. object_name '*' stands for every object without a row of its own.
CREATE TABLE role_grants (
    role          text NOT NULL CHECK (role IN ('member', 'viewer')),
    object_name   text NOT NULL,
    can_read      text NOT NULL CHECK (can_read IN ('all', 'own', 'none')),
    can_create    text NOT NULL CHECK (can_create IN ('all', 'own', 'none')),
    can_update    text NOT NULL CHECK (can_update IN ('all', 'own', 'none')),
    can_delete    text NOT NULL CHECK (can_delete IN ('all', 'own', 'none')),
    hidden_fields text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (role, object_name)
);

CREATE TABLE objects (
    name         text PRIMARY KEY,
    label        text NOT NULL,
    icon         text,
    is_custom    boolean NOT NULL,
    label_fields text[] NOT NULL,
    position     integer NOT NULL
);

CREATE TABLE fields (
    object_name   text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    name          text NOT NULL,
    label         text NOT NULL,
    type          text NOT NULL,
    is_required   boolean NOT NULL DEFAULT false,
    is_unique     boolean NOT NULL DEFAULT false,
    is_searchable boolean NOT NULL DEFAULT false,
    is_indexed    boolean NOT NULL DEFAULT false,
    is_system     boolean NOT NULL DEFAULT false,
    is_read_only  boolean NOT NULL DEFAULT false,
    default_value jsonb,
    options       jsonb,
    relation      jsonb,
    position      integer NOT NULL,
    PRIMARY KEY (object_name, name)
);

CREATE TABLE pipelines (
    id          uuid PRIMARY KEY,
    object_name text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    name        text NOT NULL,
    position    integer NOT NULL,
    UNIQUE (object_name, name)
);

CREATE TABLE pipeline_steps (
    id          uuid PRIMARY KEY,
    pipeline_id uuid NOT NULL REFERENCES pipelines (id) ON DELETE CASCADE,
    name        text NOT NULL,
    order_index integer NOT NULL,
    outcome     text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'won', 'lost')),
    probability numeric,
    -- looked at when all steps are written, so that two of them can swap names
    UNIQUE (pipeline_id, name) DEFERRABLE INITIALLY DEFERRED
);

-- What removed pipelines and steps were called, for the history of records that once stood on them.
CREATE TABLE removed_pipeline_names (
    id          uuid PRIMARY KEY,
    object_name text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    name        text NOT NULL
);

-- One row a changed record: what a change feed reads. transaction_id tells readers with a snapshot what is new to them.
CREATE TABLE events (
    position       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    object_name    text NOT NULL,
    record_id      uuid NOT NULL,
    -- the other record, where the event is about a link
    related_id     uuid,
    kind           text NOT NULL CHECK (kind IN ('created', 'updated', 'deleted', 'associated', 'dissociated')),
    changed_fields text[] NOT NULL DEFAULT '{}',
    happened_at    timestamptz NOT NULL,
    actor_id       uuid,
    token_id       uuid,
    request_id     text
);
CREATE INDEX events_of_object ON events (object_name, transaction_id);
CREATE INDEX events_of_record ON events (record_id, position);

CREATE TABLE idempotency_keys (
    token_id     uuid NOT NULL,
    key          text NOT NULL,
    request_hash bytea NOT NULL,
    status       integer,
    headers      jsonb,
    body         bytea,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (token_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
