-- A mailbox that was disconnected is nobody's any more, and is there only until what came from it has been removed.
ALTER TABLE mailboxes ADD COLUMN disconnected_at timestamptz;
DROP INDEX mailboxes_account;
CREATE UNIQUE INDEX mailboxes_account ON mailboxes (owner_id, lower(email)) WHERE disconnected_at IS NULL;
-- An access token that let its user in once and is refused now has expired; one that never did is wrong.
ALTER TABLE mailboxes ADD COLUMN secret_worked boolean NOT NULL DEFAULT false;
ALTER TABLE mailboxes ADD COLUMN is_expired boolean NOT NULL DEFAULT false;
CREATE INDEX mailboxes_disconnected ON mailboxes (disconnected_at) WHERE disconnected_at IS NOT NULL;
