-- Any measure may be asked, by a scheme's own habit, and answered by the person alone.

-- `answers` holds a number or the reason for none by item, `scores` what came of them. The four
-- wellbeing answers keep their columns, and nothing in these two.
alter table reading add column edition text not null default '';
alter table reading add column language text not null default 'en';
alter table reading add column who text not null default 'person';
alter table reading add column answers text;
alter table reading add column scores text;
-- Whether it may be scored: an adapted questionnaire is kept and never counted.
alter table reading add column valid boolean not null default true;
-- When in a journey it was asked: start, along, end, follow_up, other; nothing for old ones.
alter table reading add column moment text;
-- The reading that put this one right, where one did. What was replaced stays and is not counted.
alter table reading add column replaced_by uuid;

-- A measure whose wording is not ours to ship, as the licence holder here loaded it.
create table measure_pack (
  area_id uuid not null,
  id uuid not null,
  measure text not null,
  edition text not null,
  language text not null,
  body text not null,
  licence_reference text not null,
  expires_on date,
  checksum text not null,
  added_at timestamptz not null,
  added_by uuid not null,
  added_name text not null,
  removed_at timestamptz,
  primary key (area_id, id)
);
create unique index measure_pack_live on measure_pack (area_id, measure, edition, language) where removed_at is null;

-- What a scheme asks, and when. A change ends a row and begins another, so that what was
-- declared in advance stays to be read.
create table scheme_measure (
  area_id uuid not null,
  id uuid not null,
  scheme_id uuid not null,
  measure text not null,
  at_start boolean not null,
  every_weeks bigint,
  at_end boolean not null,
  at_follow_up boolean not null,
  is_primary boolean not null,
  -- When it was declared the one to judge by; kept through changes of anything else.
  primary_since timestamptz,
  since timestamptz not null,
  ended_at timestamptz,
  by_id uuid not null,
  primary key (area_id, id)
);
create unique index scheme_measure_live on scheme_measure (area_id, scheme_id, measure) where ended_at is null;
create unique index scheme_measure_primary on scheme_measure (area_id, scheme_id) where ended_at is null and is_primary;

-- Once a question was put, or put off: so that nobody is asked twice.
create table measure_ask (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  journey_id uuid not null,
  measure text not null,
  -- start, along, end, follow_up, other
  moment text not null,
  -- in_person, link, paper, not_now
  how text not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  declined_at timestamptz,
  -- The last day a link opens, or the day until which it was put off.
  expires_at timestamptz,
  fingerprint bytea,
  reading_id uuid,
  by_id uuid not null,
  primary key (area_id, id)
);
create index measure_ask_by_journey on measure_ask (area_id, journey_id, asked_at);
create index measure_ask_by_person on measure_ask (area_id, person_id);
create unique index measure_ask_by_fingerprint on measure_ask (fingerprint) where fingerprint is not null;

-- What somebody would be glad of from a step, said before trying, and how it came out: from two
-- below to two above. It can bear no target and no payment.
create table step_hope (
  area_id uuid not null,
  step_id uuid not null,
  journey_id uuid not null,
  expected text not null,
  weight bigint not null,
  baseline bigint not null,
  at timestamptz not null,
  primary key (area_id, step_id)
);
create index step_hope_by_journey on step_hope (area_id, journey_id);

create table step_attainment (
  area_id uuid not null,
  id uuid not null,
  step_id uuid not null,
  journey_id uuid not null,
  level bigint not null,
  at timestamptz not null,
  primary key (area_id, id)
);
create index step_attainment_by_journey on step_attainment (area_id, journey_id, at);
