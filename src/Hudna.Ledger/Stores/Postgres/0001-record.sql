-- The record: entries of the hash chain, contents under their own hashes, and where each claim stands. The same as on SQLite.

CREATE TABLE hudna.entry (
    seq       bigint PRIMARY KEY,
    at        bigint NOT NULL,
    kind      text   NOT NULL,
    subject   text   NOT NULL,
    packing   integer NOT NULL,
    body      bytea  NOT NULL,
    body_hash bytea  NOT NULL CHECK (length(body_hash) = 32),
    previous  bytea  NOT NULL CHECK (length(previous) = 32),
    hash      bytea  NOT NULL CHECK (length(hash) = 32)
);
ALTER TABLE hudna.entry ALTER body SET STORAGE EXTERNAL;
CREATE INDEX entry_subject ON hudna.entry (subject, kind, seq);
CREATE INDEX entry_at ON hudna.entry (at, seq);

CREATE TABLE hudna.content (
    hash    bytea   PRIMARY KEY CHECK (length(hash) = 32),
    packing integer NOT NULL,
    bytes   bytea   NOT NULL
);
ALTER TABLE hudna.content ALTER bytes SET STORAGE EXTERNAL;

CREATE TABLE hudna.claim (
    id      bytea   PRIMARY KEY CHECK (length(id) = 10),
    seq     bigint  NOT NULL,
    ordinal integer NOT NULL
);

-- Worked out from the record, kept only for speed; may be emptied at any time.
CREATE TABLE hudna.derived (
    name   text  PRIMARY KEY,
    inputs bytea NOT NULL,
    bytes  bytea NOT NULL
);

CREATE FUNCTION hudna.refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record is appended only' USING ERRCODE = 'restrict_violation'; END $$;

CREATE FUNCTION hudna.next_only() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
    least bigint; most bigint; n bigint; before bigint;
BEGIN
    SELECT min(seq), max(seq), count(*) INTO least, most, n FROM added;
    IF n = 0 THEN RETURN NULL; END IF;
    SELECT coalesce(max(seq), 0) INTO before FROM hudna.entry WHERE seq < least;
    IF least <> before + 1 OR most <> least + n - 1 OR EXISTS (SELECT 1 FROM hudna.entry WHERE seq > most) THEN
        RAISE EXCEPTION 'the record is appended only: entries are numbered without a gap' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER entry_next AFTER INSERT ON hudna.entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION hudna.next_only();
CREATE TRIGGER entry_kept BEFORE UPDATE OR DELETE ON hudna.entry FOR EACH ROW EXECUTE FUNCTION hudna.refuse();
CREATE TRIGGER entry_stays BEFORE TRUNCATE ON hudna.entry FOR EACH STATEMENT EXECUTE FUNCTION hudna.refuse();
CREATE TRIGGER content_kept BEFORE UPDATE OR DELETE ON hudna.content FOR EACH ROW EXECUTE FUNCTION hudna.refuse();
CREATE TRIGGER content_stays BEFORE TRUNCATE ON hudna.content FOR EACH STATEMENT EXECUTE FUNCTION hudna.refuse();
CREATE TRIGGER claim_kept BEFORE UPDATE OR DELETE ON hudna.claim FOR EACH ROW EXECUTE FUNCTION hudna.refuse();
CREATE TRIGGER claim_stays BEFORE TRUNCATE ON hudna.claim FOR EACH STATEMENT EXECUTE FUNCTION hudna.refuse();
