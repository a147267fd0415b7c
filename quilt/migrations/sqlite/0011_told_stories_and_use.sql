-- A person's own story: theirs to shape, and theirs to take back.
create table told_story (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  lang TEXT not null,
  -- The newest words; no words at all once it was taken back.
  version INTEGER not null,
  begun_at INTEGER not null,
  withdrawn_at INTEGER,
  primary key (area_id, id)
) STRICT;
create unique index told_story_live on told_story (area_id, journey_id) where withdrawn_at is null;
create index told_story_by_journey on told_story (area_id, journey_id, begun_at);

-- Every wording there was. A row goes, words and all, when the story is taken back.
create table told_version (
  area_id BLOB not null,
  story_id BLOB not null,
  version INTEGER not null,
  mattered TEXT not null,
  happened TEXT not null,
  now_is TEXT not null,
  by_name TEXT not null,
  at INTEGER not null,
  primary key (area_id, story_id, version)
) STRICT;

-- Each use the person said yes to, by itself, for the words they were shown. How they are called
-- there goes when the yes is taken back.
create table told_use (
  area_id BLOB not null,
  story_id BLOB not null,
  id BLOB not null,
  use_of TEXT not null,
  version INTEGER not null,
  called TEXT,
  how TEXT not null,
  agreed_at INTEGER not null,
  ended_at INTEGER,
  primary key (area_id, story_id, id)
) STRICT;
create unique index told_use_live on told_use (area_id, story_id, use_of) where ended_at is null;
create index told_use_shown on told_use (area_id, use_of, agreed_at) where ended_at is null;

-- The person's own link to their story; only its fingerprint is here.
create table told_link (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  story_id BLOB not null,
  made_at INTEGER not null,
  expires_at INTEGER not null
) STRICT;
create index told_link_by_story on told_link (area_id, story_id);

-- What people used of the health service, by month, under a key that only whoever holds the salt
-- can make. No row ties a key to a person or a journey. Months are counted from the year 0.
create table use_of_area (
  area_id BLOB primary key,
  salt_mark TEXT not null,
  at INTEGER not null
) STRICT;

create table use_person (
  area_id BLOB not null,
  key BLOB not null,
  -- The month their journey began; none for somebody to compare with.
  began INTEGER,
  scheme_id BLOB,
  compares INTEGER not null,
  age_band TEXT,
  fifth INTEGER,
  primary key (area_id, key)
) STRICT;

create table use_month (
  area_id BLOB not null,
  key BLOB not null,
  month INTEGER not null,
  kind TEXT not null,
  count INTEGER not null,
  primary key (area_id, key, kind, month)
) STRICT;
create index use_month_by_month on use_month (area_id, month);

create table use_import (
  area_id BLOB not null,
  id BLOB not null,
  what TEXT not null,
  rows INTEGER not null,
  people INTEGER not null,
  first_month INTEGER,
  last_month INTEGER,
  by_name TEXT not null,
  at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index use_import_by_day on use_import (area_id, at);
