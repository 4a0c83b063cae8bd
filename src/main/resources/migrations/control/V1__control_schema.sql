-- Identity and the list of organizations. Everything else lives in an organization's own schema.

CREATE TABLE organizations (
    id              uuid PRIMARY KEY,
    slug            text NOT NULL UNIQUE,
    name            text NOT NULL,
    schema_name     text NOT NULL UNIQUE CHECK (schema_name ~ '^[a-z][a-z0-9_]*$'),
    default_country text NOT NULL DEFAULT 'US',
    time_zone       text NOT NULL DEFAULT 'UTC',
    allowed_origins text[] NOT NULL DEFAULT '{}',
    -- requests a minute and token; null means the server's own setting, 0 means no limit
    rate_limit      integer CHECK (rate_limit >= 0),
    created_at      timestamptz NOT NULL
);

CREATE TABLE users (
    id         uuid PRIMARY KEY,
    email      text NOT NULL,
    full_name  text NOT NULL,
    avatar_url text,
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (lower(email));

CREATE TABLE tokens (
    id                uuid PRIMARY KEY,
    organization_id   uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    user_id           uuid NOT NULL REFERENCES users (id),
    workspace_user_id uuid NOT NULL,
    name              text NOT NULL,
    -- the first characters of the token, to tell tokens apart; the rest is known only as its hash
    prefix            text NOT NULL,
    hash              bytea NOT NULL UNIQUE,
    scopes            text[] NOT NULL,
    access            text NOT NULL DEFAULT 'write' CHECK (access IN ('read', 'write')),
    -- objects the token may touch; null means all its user may
    objects           text[],
    created_at        timestamptz NOT NULL,
    expires_at        timestamptz,
    last_used_at      timestamptz,
    revoked_at        timestamptz
);
CREATE INDEX tokens_of_user ON tokens (organization_id, workspace_user_id);

-- Requests counted by slots of five seconds, so that a limit holds over all nodes together. The newest slot comes first.
CREATE UNLOGGED TABLE rate_windows (
    key    text PRIMARY KEY,
    newest bigint NOT NULL,
    counts integer[] NOT NULL
);
