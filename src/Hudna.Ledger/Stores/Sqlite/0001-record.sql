-- The record: entries of the hash chain, contents under their own hashes, and where each claim stands.

CREATE TABLE entry (
    seq       INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,              -- Unix milliseconds, UTC
    kind      TEXT    NOT NULL,
    subject   TEXT    NOT NULL,
    packing   INTEGER NOT NULL,              -- 0 as it is, 1 zlib, 2 sealed
    body      BLOB    NOT NULL,
    body_hash BLOB    NOT NULL CHECK (length(body_hash) = 32),
    previous  BLOB    NOT NULL CHECK (length(previous) = 32),
    hash      BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX entry_subject ON entry (subject, kind, seq);
CREATE INDEX entry_at ON entry (at, seq);

CREATE TABLE content (
    hash    BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    packing INTEGER NOT NULL,
    bytes   BLOB    NOT NULL
) STRICT;

CREATE TABLE claim (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 10),
    seq     INTEGER NOT NULL REFERENCES entry (seq),
    ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Worked out from the record, kept only for speed; may be emptied at any time.
CREATE TABLE derived (
    name   TEXT NOT NULL PRIMARY KEY,
    inputs BLOB NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;

CREATE TRIGGER entry_next BEFORE INSERT ON entry
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM entry), 0) + 1
BEGIN SELECT raise(ABORT, 'the record is appended only: entries are numbered without a gap'); END;

CREATE TRIGGER entry_kept BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'the record is appended only'); END;
CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT raise(ABORT, 'the record is appended only'); END;
CREATE TRIGGER content_kept BEFORE UPDATE ON content BEGIN SELECT raise(ABORT, 'the record is appended only'); END;
CREATE TRIGGER content_stays BEFORE DELETE ON content BEGIN SELECT raise(ABORT, 'the record is appended only'); END;
CREATE TRIGGER claim_kept BEFORE UPDATE ON claim BEGIN SELECT raise(ABORT, 'the record is appended only'); END;
CREATE TRIGGER claim_stays BEFORE DELETE ON claim BEGIN SELECT raise(ABORT, 'the record is appended only'); END;
