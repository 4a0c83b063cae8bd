-- What the caller was allowed when an answer was kept. To somebody allowed something else it is not shown again.
ALTER TABLE idempotency_keys ADD COLUMN rights text;

-- The epoch since which what search finds of the object's records is not what its fields say; NULL is not at all.
ALTER TABLE objects ADD COLUMN documents_outdated bigint;
