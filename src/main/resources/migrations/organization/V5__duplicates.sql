-- What a search for duplicates found, kept for a while so that all its pages come from the same search, on any node.
CREATE TABLE duplicate_scans (
    id          uuid PRIMARY KEY,
    object_name text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    -- what was asked for, in short
    question    text NOT NULL,
    -- pg_current_snapshot() before anything was read
    snapshot    text NOT NULL,
    scanned     bigint NOT NULL,
    groups      integer NOT NULL,
    -- the organization's, when it was made
    epoch       bigint NOT NULL,
    -- whether decisions about pairs are still those it was made with
    is_current  boolean NOT NULL DEFAULT true,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX duplicate_scans_question ON duplicate_scans (object_name, question);
CREATE INDEX duplicate_scans_age ON duplicate_scans (expires_at);

CREATE TABLE duplicate_groups (
    scan_id     uuid NOT NULL REFERENCES duplicate_scans (id) ON DELETE CASCADE,
    position    integer NOT NULL,
    match_field text NOT NULL,
    match_value text,
    -- oldest first
    record_ids  uuid[] NOT NULL,
    -- of near matches: score, reasons and pairs
    details     jsonb,
    PRIMARY KEY (scan_id, position)
);

-- Pairs somebody looked at and found to be two different things.
CREATE TABLE duplicate_dismissals (
    object_name  text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    first_id     uuid NOT NULL,
    second_id    uuid NOT NULL,
    dismissed_at timestamptz NOT NULL,
    dismissed_by uuid NOT NULL,
    PRIMARY KEY (object_name, first_id, second_id),
    CHECK (first_id < second_id)
);
