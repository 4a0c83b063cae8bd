-- Who issued a token for somebody else; null where its user did, or the operator of the installation. Whoever issues a
-- token knows it, so such a token opens nothing that is its user's alone.
ALTER TABLE tokens ADD COLUMN issued_by uuid;
