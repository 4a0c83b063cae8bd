-- What the caller was allowed when an answer was kept. To somebody allowed something else it is not shown again.
ALTER TABLE idempotency_keys ADD COLUMN rights text;
