-- Work done in the background. Its counts move on in the transaction of what they count, so that whoever takes a job over
-- goes on exactly where it was.
CREATE TABLE jobs (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    status       text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    message      text,
    -- null is not known
    total        bigint,
    processed    bigint NOT NULL DEFAULT 0,
    created      bigint NOT NULL DEFAULT 0,
    updated      bigint NOT NULL DEFAULT 0,
    duplicates   bigint NOT NULL DEFAULT 0,
    failed       bigint NOT NULL DEFAULT 0,
    requested_by uuid NOT NULL,
    token_id     uuid NOT NULL,
    details      jsonb NOT NULL,
    -- the first line of the file of errors
    error_header text NOT NULL,
    created_at   timestamptz NOT NULL,
    started_at   timestamptz,
    finished_at  timestamptz
);
CREATE INDEX jobs_unfinished ON jobs (kind, id) WHERE status IN ('queued', 'running');

-- What a job works on, as it was sent, in parts; gone when the job has ended.
CREATE TABLE job_files (
    job_id uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    part   integer NOT NULL,
    bytes  bytea NOT NULL,
    PRIMARY KEY (job_id, part)
);
ALTER TABLE job_files ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The records a job could not take.
CREATE TABLE job_errors (
    job_id  uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    -- of the record in the file, from 1
    place   bigint NOT NULL,
    line    bigint NOT NULL,
    code    text NOT NULL,
    message text NOT NULL,
    -- as it came, in the form of the file of errors
    record  text NOT NULL,
    PRIMARY KEY (job_id, place)
);
