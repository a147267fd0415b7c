-- Why each answer that is missing is missing: a reason of a closed list by item, as JSON. Readings from before have none
-- here, and none is made up for them.
alter table reading add column reasons TEXT;

-- Who asked that somebody's record be erased, why (of a closed list), and what was decided. No name and no word of theirs.
create table erasure (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  why TEXT not null,
  -- asked, done, kept
  state TEXT not null,
  asked_by BLOB not null,
  asked_name TEXT not null,
  asked_at INTEGER not null,
  kept_why TEXT,
  decided_by BLOB,
  decided_name TEXT,
  decided_at INTEGER,
  primary key (area_id, id)
) STRICT;
create unique index erasure_open on erasure (area_id, person_id) where state = 'asked';
create index erasure_by_day on erasure (area_id, asked_at);
