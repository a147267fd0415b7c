-- What people here know of a service, on top of what is published and never overwritten by it.

-- `record` is what its publisher (or we ourselves) say; `shown` is the same with our corrections
-- laid over it, and nothing where there are none. `version` moves with every change of either.
alter table service add column shown text;
alter table service add column version bigint not null default 1;
-- The last day anybody confirmed the entry in any way.
alter table service add column confirmed_on date;
update service set confirmed_on = greatest(assured_on, (arrived_at at time zone 'UTC')::date);
create index service_by_confirmed on service (area_id, confirmed_on nulls first);

create table service_layer (
  area_id uuid not null,
  service_id uuid not null,
  access text,
  first_visit text,
  capacity text,
  waiting text,
  -- Whether there is room, as last said: room, full, not_for_us, closed.
  room text,
  room_at timestamptz,
  room_by text,
  room_note text,
  closed_until date,
  -- Somebody rang: right, wrong, no_answer.
  rang_said text,
  rang_at timestamptz,
  -- Somebody here said that it is right.
  checked_at timestamptz,
  -- The group answered a question, or looked through its entry.
  answered_at timestamptz,
  edited_at timestamptz,
  taken_out_at timestamptz,
  taken_out_by text,
  taken_out_why text,
  primary key (area_id, service_id)
);
create index service_layer_by_reopening on service_layer (area_id, closed_until);

-- How many people were linked with a service, by day. No person is named.
create table service_load (
  area_id uuid not null,
  service_id uuid not null,
  day date not null,
  sent bigint not null,
  primary key (area_id, service_id, day)
);
create index service_load_by_day on service_load (area_id, day);
insert into service_load (area_id, service_id, day, sent)
  select area_id, service_id, (made_at at time zone 'UTC')::date, count(*) from link group by 1, 2, 3;

-- A published fact put right by us. It holds until its publisher says the same, or until
-- somebody undoes it: ended says how.
create table correction (
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  feed_id uuid,
  field text not null,
  ours text not null,
  published text not null,
  -- What the publisher says by now, when that is neither the one nor the other: somebody must look.
  disputed text,
  disputed_at timestamptz,
  why text not null,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  ended text,
  ended_at timestamptz,
  ended_by text,
  primary key (area_id, id)
);
create index correction_by_service on correction (area_id, service_id, at);
create index correction_by_feed on correction (area_id, feed_id, at);
create unique index correction_live on correction (area_id, service_id, field) where ended_at is null;

-- Corrections given back to whoever keeps the feed.
create table correction_sending (
  area_id uuid not null,
  id uuid not null,
  feed_id uuid not null,
  how text not null,
  send_to text,
  at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  primary key (area_id, id)
);
create index correction_sending_by_feed on correction_sending (area_id, feed_id, at);

create table correction_sent (
  area_id uuid not null,
  sending_id uuid not null,
  correction_id uuid not null,
  primary key (area_id, sending_id, correction_id)
);
create index correction_sent_by_correction on correction_sent (area_id, correction_id);

-- Every change of an entry: what each field said before and after, and the record that was
-- replaced, where one was.
create table service_version (
  area_id uuid not null,
  service_id uuid not null,
  number bigint not null,
  kind text not null,
  changes text not null,
  record text,
  why text,
  undoes bigint,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (area_id, service_id, number)
);

-- A link by which a group keeps its own entry without an account; only its fingerprint is here.
create table group_link (
  fingerprint bytea primary key,
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  sent_to text,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  by_id uuid not null,
  by_name text not null
);
create index group_link_by_service on group_link (area_id, service_id, made_at);

-- Marks of where reports came from, kept for a day: no address, and none can be made of them.
create table report_mark (
  mark bytea not null,
  at timestamptz not null
);
create index report_mark_by_mark on report_mark (mark, at);
create index report_mark_by_age on report_mark (at);
