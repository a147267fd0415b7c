-- Why each answer that is missing is missing: a reason of a closed list by item, as JSON. Readings from before have none
-- here, and none is made up for them.
alter table reading add column reasons text;

-- Who asked that somebody's record be erased, why (of a closed list), and what was decided. No name and no word of theirs.
create table erasure (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  why text not null,
  -- asked, done, kept
  state text not null,
  asked_by uuid not null,
  asked_name text not null,
  asked_at timestamptz not null,
  kept_why text,
  decided_by uuid,
  decided_name text,
  decided_at timestamptz,
  primary key (area_id, id)
);
create unique index erasure_open on erasure (area_id, person_id) where state = 'asked';
create index erasure_by_day on erasure (area_id, asked_at);
