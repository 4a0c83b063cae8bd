-- What search falls back on where no word begins as asked: every word of the searchable fields of all objects, once.

-- The beginning of a word, whole and with each of its letters left out. Words that are one slip apart, two swapped neighbours
-- counting as one, have at least one of these in common. In PL/pgSQL because the same as one query takes three times as long.
CREATE FUNCTION word_variants(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    beginning text := left(word, 7);
    variants  text[] := ARRAY[beginning];
BEGIN
    FOR position IN 1..length(beginning) LOOP
        variants := variants || (left(beginning, position - 1) || substr(beginning, position + 1));
    END LOOP;
    RETURN variants;
END
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
            || ' lexeme WHERE length(lexeme) BETWEEN 3 AND 40 AND lexeme !~ ''[0-9=]'' EXCEPT SELECT word FROM words',
            object);
    END LOOP;
END
$$;

CREATE INDEX words_word ON words (word);
CREATE INDEX words_variants ON words USING gin (variants);
CREATE INDEX words_parts ON words USING gin (word kasar.gin_trgm_ops);
