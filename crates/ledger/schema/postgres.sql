-- Everything that happened, one line each, chained in lanes (see crates/ledger/README.md).
CREATE TABLE ledger_line (
    area_id      uuid        NOT NULL,
    lane         bigint      NOT NULL,
    seq          bigint      NOT NULL,
    kind         text        NOT NULL,
    about_id     uuid        NOT NULL,
    thread_id    uuid,
    by_id        uuid        NOT NULL,
    by_name      text        NOT NULL,
    by_name_hash bytea                CHECK (octet_length(by_name_hash) = 32),
    happened     timestamptz NOT NULL,
    written      timestamptz NOT NULL,
    facts        text,
    facts_hash   bytea       NOT NULL CHECK (octet_length(facts_hash) = 32),
    hash         bytea       NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (area_id, lane, seq)
);
CREATE INDEX ledger_line_thread ON ledger_line (area_id, thread_id, written, lane, seq) WHERE thread_id IS NOT NULL;
CREATE INDEX ledger_line_about ON ledger_line (area_id, about_id, written, lane, seq);
CREATE INDEX ledger_line_written ON ledger_line (area_id, written, lane, seq);

-- The last line of each lane.
CREATE TABLE ledger_lane (
    area_id uuid   NOT NULL,
    lane    bigint NOT NULL,
    seq     bigint NOT NULL,
    hash    bytea  NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (area_id, lane)
);

-- Signed statements of where every lane of an area stood.
CREATE TABLE ledger_checkpoint (
    area_id   uuid        NOT NULL,
    number    bigint      NOT NULL,
    written   timestamptz NOT NULL,
    heads     bytea       NOT NULL,
    key       bytea       NOT NULL CHECK (octet_length(key) = 32),
    signature bytea       NOT NULL CHECK (octet_length(signature) = 64),
    PRIMARY KEY (area_id, number)
);
