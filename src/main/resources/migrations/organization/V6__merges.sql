-- Records that were merged into others, so that their ids lead there. A survivor may have been merged itself later.
CREATE TABLE merged_records (
    object_name text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    id          uuid NOT NULL,
    survivor_id uuid NOT NULL,
    PRIMARY KEY (object_name, id)
);

-- Each merge as one operation, with all that is needed to take it back.
CREATE TABLE merges (
    id             uuid PRIMARY KEY,
    object_name    text NOT NULL REFERENCES objects (name) ON DELETE CASCADE,
    survivor_id    uuid NOT NULL,
    -- oldest first
    merged_ids     uuid[] NOT NULL,
    -- record id to the columns of all records, as text, as they were before
    previous       jsonb NOT NULL,
    merged_at      timestamptz NOT NULL,
    merged_by      uuid NOT NULL,
    token_id       uuid,
    request_id     text,
    -- the one of the events and versions that the merge left
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX merges_of_survivor ON merges (object_name, survivor_id);

-- What named a merged record and came to name the survivor.
CREATE TABLE merge_moves (
    merge_id    uuid NOT NULL REFERENCES merges (id) ON DELETE CASCADE,
    table_name  text NOT NULL,
    column_name text NOT NULL,
    record_id   uuid NOT NULL,
    from_id     uuid NOT NULL,
    -- false where the survivor was named there already
    is_new      boolean NOT NULL,
    PRIMARY KEY (merge_id, table_name, column_name, record_id, from_id)
);
