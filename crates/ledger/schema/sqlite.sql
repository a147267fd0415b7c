-- Everything that happened, one line each, chained in lanes (see crates/ledger/README.md).
CREATE TABLE ledger_line (
    area_id      BLOB    NOT NULL CHECK (length(area_id) = 16),
    lane         INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    about_id     BLOB    NOT NULL CHECK (length(about_id) = 16),
    thread_id    BLOB             CHECK (length(thread_id) = 16),
    by_id        BLOB    NOT NULL CHECK (length(by_id) = 16),
    by_name      TEXT    NOT NULL,
    by_name_hash BLOB             CHECK (length(by_name_hash) = 32),
    happened     INTEGER NOT NULL,
    written      INTEGER NOT NULL,
    facts        TEXT,
    facts_hash   BLOB    NOT NULL CHECK (length(facts_hash) = 32),
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (area_id, lane, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_line_thread ON ledger_line (area_id, thread_id, written, lane, seq) WHERE thread_id IS NOT NULL;
CREATE INDEX ledger_line_about ON ledger_line (area_id, about_id, written, lane, seq);
CREATE INDEX ledger_line_written ON ledger_line (area_id, written, lane, seq);

-- The last line of each lane.
CREATE TABLE ledger_lane (
    area_id BLOB    NOT NULL CHECK (length(area_id) = 16),
    lane    INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (area_id, lane)
) STRICT, WITHOUT ROWID;

-- Signed statements of where every lane of an area stood.
CREATE TABLE ledger_checkpoint (
    area_id   BLOB    NOT NULL CHECK (length(area_id) = 16),
    number    INTEGER NOT NULL,
    written   INTEGER NOT NULL,
    heads     BLOB    NOT NULL,
    key       BLOB    NOT NULL CHECK (length(key) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (area_id, number)
) STRICT;
