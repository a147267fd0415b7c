-- Plans somebody keeps: how many link workers and builders, where. The text is a whole plan.toml; nothing of anybody is in it.
create table plan (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  toml text not null,
  -- What its results are known by: another text, another number.
  fingerprint text not null,
  version bigint not null,
  -- Whether everybody who plans in this area may open it.
  shared boolean not null,
  owner_id uuid not null,
  by_name text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (area_id, id)
);
create index plan_live on plan (area_id, changed_at) where withdrawn_at is null;
create index plan_by_fingerprint on plan (area_id, fingerprint);

-- What a plan came to, so that nobody waits for it twice. It can be worked out again from the plan alone.
create table plan_result (
  area_id uuid not null,
  fingerprint text not null,
  draws bigint not null,
  -- In one line, as the list says it.
  said text not null,
  rows bytea not null,
  kept_at timestamptz not null,
  primary key (area_id, fingerprint)
);
