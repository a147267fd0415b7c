-- Plans somebody keeps: how many link workers and builders, where. The text is a whole plan.toml; nothing of anybody is in it.
create table plan (
  area_id BLOB not null,
  id BLOB not null,
  name TEXT not null,
  toml TEXT not null,
  -- What its results are known by: another text, another number.
  fingerprint TEXT not null,
  version INTEGER not null,
  -- Whether everybody who plans in this area may open it.
  shared INTEGER not null,
  owner_id BLOB not null,
  by_name TEXT not null,
  made_at INTEGER not null,
  changed_at INTEGER not null,
  withdrawn_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index plan_live on plan (area_id, changed_at) where withdrawn_at is null;
create index plan_by_fingerprint on plan (area_id, fingerprint);

-- What a plan came to, so that nobody waits for it twice. It can be worked out again from the plan alone.
create table plan_result (
  area_id BLOB not null,
  fingerprint TEXT not null,
  draws INTEGER not null,
  -- In one line, as the list says it.
  said TEXT not null,
  rows BLOB not null,
  kept_at INTEGER not null,
  primary key (area_id, fingerprint)
) STRICT;
