-- Reports that wait for a coder. A worker takes some with a lease; when it dies the lease runs out and another takes them.

CREATE TABLE hudna.work (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report      text   NOT NULL UNIQUE,
    line        bytea  NOT NULL,              -- the report's line of JSON with its text
    original    bytea  NOT NULL,
    worker      text,
    leased_till timestamptz,
    attempts    integer NOT NULL DEFAULT 0
);
CREATE INDEX work_free ON hudna.work (leased_till NULLS FIRST, id);
