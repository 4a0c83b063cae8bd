-- The mail of one user in two mailboxes, the newest last: five messages a conversation, but a thousandth of all messages in one
-- long conversation, and one conversation in twenty with the same contact. In braces stands what the loader fills
-- in. The search path is the organization's schema.

CREATE TEMPORARY TABLE people ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS number, id, full_name, email_primary AS email, company_id FROM contacts;
CREATE UNIQUE INDEX ON people (number);

INSERT INTO mailboxes (id, owner_id, provider, email, host, port, security, auth, username, secret, status, next_sync_at,
    created_at, updated_at)
SELECT {mailbox}, '{owner}', provider, 'bench@' || provider || '.test', '127.0.0.1', 993, 'tls', 'password', 'bench', '', 'active',
    'infinity', now(), now()
FROM (VALUES (0, 'gmail'), (1, 'outlook')) AS m (n, provider);

INSERT INTO mailbox_folders (id, mailbox_id, name, uid_validity, newest_uid, oldest_uid, is_complete)
SELECT id, id, 'INBOX', 1, {messages}, 1, true FROM mailboxes;

CREATE TEMPORARY TABLE conversations ON COMMIT DROP AS
SELECT c.n, {thread} AS id, {mailbox_of_thread} AS mailbox_id,
    CASE WHEN c.n % 10 = 9 THEN 'outlook' ELSE 'gmail' END AS channel, p.email, p.id AS contact_id, p.company_id,
    jsonb_build_object('name', p.full_name, 'email', p.email) AS person,
    (ARRAY['Offer', 'Invoice', 'Meeting', 'Question', 'Contract', 'Delivery', 'Support', 'Visit'])[(1 + c.n % 8)::int] || ' '
        || (ARRAY['for the fair', 'about prices', 'next week', 'on hold', 'in spring', 'as agreed'])[(1 + c.n % 6)::int]
        || ' no ' || c.n AS subject
FROM generate_series(0::bigint, {threads} - 1) AS c (n)
JOIN people p ON p.number = CASE WHEN c.n % 20 = 0 THEN 0 ELSE c.n * 7919 % (SELECT count(*) FROM people) END;

CREATE TEMPORARY TABLE documents ON COMMIT DROP AS SELECT c.n, {document} AS document FROM conversations c;

CREATE TEMPORARY TABLE messages ON COMMIT DROP AS
SELECT m.n, {message} AS id, CASE WHEN m.n % 1000 = 7 THEN 0 ELSE m.n / 5 END AS thread,
    now() - interval '3 years' * (1 - m.n::float8 / {messages}) AS sent_at,
    CASE WHEN m.n % 3 = 0 THEN 'outbound' ELSE 'inbound' END AS direction, NOT (m.n % 5 = 4 AND m.n / 5 % 17 = 3) AS is_read
FROM generate_series(0::bigint, {messages} - 1) AS m (n);

INSERT INTO interactions (id, created_at, updated_at, created_by, channel, direction, subject, snippet, occurred_at,
    participants, search_document)
SELECT m.id, now(), now(), '{owner}', c.channel, m.direction, c.subject, 'Thank you for your message no ' || m.n, m.sent_at,
    jsonb_build_array(c.person), d.document
FROM messages m JOIN conversations c ON c.n = m.thread JOIN documents d ON d.n = m.thread;

INSERT INTO interactions_links (source_id, object_name, record_id, created_at)
SELECT m.id, l.object_name, l.record_id, now()
FROM messages m JOIN conversations c ON c.n = m.thread,
    LATERAL (VALUES ('contacts', c.contact_id), ('companies', c.company_id)) AS l (object_name, record_id)
WHERE l.record_id IS NOT NULL;

INSERT INTO mails (id, mailbox_id, owner_id, thread_id, identity, message_id, direction, sender, recipients, copies, subject,
    snippet, body_text, attachments, is_read, sent_at, created_at, updated_at, addresses, domains, raw)
SELECT m.id, c.mailbox_id, '{owner}', c.id, decode(md5(m.id::text), 'hex'), m.n || '@bench.test', m.direction, c.person,
    '[]', '[]', c.subject, 'Thank you for your message no ' || m.n, repeat('Thank you for your message no ' || m.n || '. ', 10),
    '[]', m.is_read, m.sent_at, now(), now(), ARRAY[c.email], ARRAY[split_part(c.email, '@', 2)], ''
FROM messages m JOIN conversations c ON c.n = m.thread;

INSERT INTO mail_places (folder_id, uid, mail_id, is_seen)
SELECT c.mailbox_id, m.n + 1, m.id, m.is_read FROM messages m JOIN conversations c ON c.n = m.thread;

INSERT INTO thread_message_ids (mailbox_id, id_hash, thread_id)
SELECT c.mailbox_id, decode(md5(m.n || '@bench.test'), 'hex'), c.id FROM messages m JOIN conversations c ON c.n = m.thread;

INSERT INTO threads (id, created_at, updated_at, created_by, owner_id, mailbox_id, channel, subject, snippet, participants,
    message_count, is_read, last_message_at, search_document)
SELECT c.id, now(), now(), '{owner}', '{owner}', c.mailbox_id, c.channel, c.subject, 'Thank you for your message',
    jsonb_build_array(c.email), s.messages, s.is_read, s.last_message_at, d.document
FROM conversations c JOIN documents d ON d.n = c.n JOIN (
    SELECT thread, count(*) AS messages, bool_and(is_read) AS is_read, max(sent_at) AS last_message_at
    FROM messages GROUP BY thread) s ON s.thread = c.n;

UPDATE mailboxes b SET seen = m.n, stored = m.n
FROM (SELECT mailbox_id, count(*) AS n FROM mails GROUP BY mailbox_id) m WHERE m.mailbox_id = b.id;

-- The contacts' mail is linked; nothing is left to be matched.
UPDATE mail_matching SET matched_to = pg_current_xact_id();
