-- What search falls back on where no word begins as asked: every word of the searchable fields of all objects, once.

-- The beginning of a word with at most one letter left out, or two where it has eight letters or more. Words that
-- differ by as many slips, two swapped neighbours counting as one, have at least one of these in common.
CREATE FUNCTION word_variants(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    WITH whole AS (SELECT left(word, 7) AS variant),
         once AS (SELECT DISTINCT overlay(w.variant PLACING '' FROM i FOR 1) AS variant
                  FROM whole w, generate_series(1, length(w.variant)) i),
         twice AS (SELECT overlay(o.variant PLACING '' FROM i FOR 1) AS variant
                   FROM once o, generate_series(1, length(o.variant)) i WHERE length(word) >= 8)
    SELECT array_agg(v.variant)
    FROM (SELECT variant FROM whole UNION SELECT variant FROM once UNION SELECT variant FROM twice) v
$$;

-- Not unique, so that two transactions that bring the same new word never wait for each other; each adds what it does not
-- see. Words are never taken away: one that no record has any more finds none.
CREATE TABLE words (
    word     text COLLATE "C" NOT NULL,
    variants text[] NOT NULL GENERATED ALWAYS AS (word_variants(word)) STORED
);

-- Organizations that have records already.
DO $$
DECLARE
    object text;
BEGIN
    FOR object IN SELECT name FROM objects LOOP
        EXECUTE format('INSERT INTO words (word) SELECT DISTINCT lexeme FROM %I, unnest(tsvector_to_array(search_document))'
            || ' lexeme WHERE length(lexeme) BETWEEN 3 AND 40 AND lexeme !~ ''[0-9=]'' EXCEPT SELECT word FROM words', object);
    END LOOP;
END
$$;

CREATE INDEX words_word ON words (word);
CREATE INDEX words_variants ON words USING gin (variants);
CREATE INDEX words_parts ON words USING gin (word kasar.gin_trgm_ops);
