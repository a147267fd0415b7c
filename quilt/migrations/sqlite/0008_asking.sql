-- Any measure may be asked, by a scheme's own habit, and answered by the person alone.

-- `answers` holds a number or the reason for none by item, `scores` what came of them. The four
-- wellbeing answers keep their columns, and nothing in these two.
alter table reading add column edition TEXT not null default '';
alter table reading add column language TEXT not null default 'en';
alter table reading add column who TEXT not null default 'person';
alter table reading add column answers TEXT;
alter table reading add column scores TEXT;
-- Whether it may be scored: an adapted questionnaire is kept and never counted.
alter table reading add column valid INTEGER not null default true;
-- When in a journey it was asked: start, along, end, follow_up, other; nothing for old ones.
alter table reading add column moment TEXT;
-- The reading that put this one right, where one did. What was replaced stays and is not counted.
alter table reading add column replaced_by BLOB;

-- A measure whose wording is not ours to ship, as the licence holder here loaded it.
create table measure_pack (
  area_id BLOB not null,
  id BLOB not null,
  measure TEXT not null,
  edition TEXT not null,
  language TEXT not null,
  body TEXT not null,
  licence_reference TEXT not null,
  expires_on TEXT,
  checksum TEXT not null,
  added_at INTEGER not null,
  added_by BLOB not null,
  added_name TEXT not null,
  removed_at INTEGER,
  primary key (area_id, id)
) STRICT;
create unique index measure_pack_live on measure_pack (area_id, measure, edition, language) where removed_at is null;

-- What a scheme asks, and when. A change ends a row and begins another, so that what was
-- declared in advance stays to be read.
create table scheme_measure (
  area_id BLOB not null,
  id BLOB not null,
  scheme_id BLOB not null,
  measure TEXT not null,
  at_start INTEGER not null,
  every_weeks INTEGER,
  at_end INTEGER not null,
  at_follow_up INTEGER not null,
  is_primary INTEGER not null,
  -- When it was declared the one to judge by; kept through changes of anything else.
  primary_since INTEGER,
  since INTEGER not null,
  ended_at INTEGER,
  by_id BLOB not null,
  primary key (area_id, id)
) STRICT;
create unique index scheme_measure_live on scheme_measure (area_id, scheme_id, measure) where ended_at is null;
create unique index scheme_measure_primary on scheme_measure (area_id, scheme_id) where ended_at is null and is_primary;

-- Once a question was put, or put off: so that nobody is asked twice.
create table measure_ask (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  journey_id BLOB not null,
  measure TEXT not null,
  -- start, along, end, follow_up, other
  moment TEXT not null,
  -- in_person, link, paper, not_now
  how TEXT not null,
  asked_at INTEGER not null,
  answered_at INTEGER,
  declined_at INTEGER,
  -- The last day a link opens, or the day until which it was put off.
  expires_at INTEGER,
  fingerprint BLOB,
  reading_id BLOB,
  by_id BLOB not null,
  primary key (area_id, id)
) STRICT;
create index measure_ask_by_journey on measure_ask (area_id, journey_id, asked_at);
create index measure_ask_by_person on measure_ask (area_id, person_id);
create unique index measure_ask_by_fingerprint on measure_ask (fingerprint) where fingerprint is not null;

-- What somebody would be glad of from a step, said before trying, and how it came out: from two
-- below to two above. It can bear no target and no payment.
create table step_hope (
  area_id BLOB not null,
  step_id BLOB not null,
  journey_id BLOB not null,
  expected TEXT not null,
  weight INTEGER not null,
  baseline INTEGER not null,
  at INTEGER not null,
  primary key (area_id, step_id)
) STRICT;
create index step_hope_by_journey on step_hope (area_id, journey_id);

create table step_attainment (
  area_id BLOB not null,
  id BLOB not null,
  step_id BLOB not null,
  journey_id BLOB not null,
  level INTEGER not null,
  at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index step_attainment_by_journey on step_attainment (area_id, journey_id, at);
