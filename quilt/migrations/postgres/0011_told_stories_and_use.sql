-- A person's own story: theirs to shape, and theirs to take back.
create table told_story (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  lang text not null,
  -- The newest words; no words at all once it was taken back.
  version bigint not null,
  begun_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (area_id, id)
);
create unique index told_story_live on told_story (area_id, journey_id) where withdrawn_at is null;
create index told_story_by_journey on told_story (area_id, journey_id, begun_at);

-- Every wording there was. A row goes, words and all, when the story is taken back.
create table told_version (
  area_id uuid not null,
  story_id uuid not null,
  version bigint not null,
  mattered text not null,
  happened text not null,
  now_is text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (area_id, story_id, version)
);

-- Each use the person said yes to, by itself, for the words they were shown. How they are called
-- there goes when the yes is taken back.
create table told_use (
  area_id uuid not null,
  story_id uuid not null,
  id uuid not null,
  use_of text not null,
  version bigint not null,
  called text,
  how text not null,
  agreed_at timestamptz not null,
  ended_at timestamptz,
  primary key (area_id, story_id, id)
);
create unique index told_use_live on told_use (area_id, story_id, use_of) where ended_at is null;
create index told_use_shown on told_use (area_id, use_of, agreed_at) where ended_at is null;

-- The person's own link to their story; only its fingerprint is here.
create table told_link (
  fingerprint bytea primary key,
  area_id uuid not null,
  story_id uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index told_link_by_story on told_link (area_id, story_id);

-- What people used of the health service, by month, under a key that only whoever holds the salt
-- can make. No row ties a key to a person or a journey. Months are counted from the year 0.
create table use_of_area (
  area_id uuid primary key,
  salt_mark text not null,
  at timestamptz not null
);

create table use_person (
  area_id uuid not null,
  key bytea not null,
  -- The month their journey began; none for somebody to compare with.
  began bigint,
  scheme_id uuid,
  compares bigint not null,
  age_band text,
  fifth bigint,
  primary key (area_id, key)
);

create table use_month (
  area_id uuid not null,
  key bytea not null,
  month bigint not null,
  kind text not null,
  count bigint not null,
  primary key (area_id, key, kind, month)
);
create index use_month_by_month on use_month (area_id, month);

create table use_import (
  area_id uuid not null,
  id uuid not null,
  what text not null,
  rows bigint not null,
  people bigint not null,
  first_month bigint,
  last_month bigint,
  by_name text not null,
  at timestamptz not null,
  primary key (area_id, id)
);
create index use_import_by_day on use_import (area_id, at);
