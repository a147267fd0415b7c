-- What people here know of a service, on top of what is published and never overwritten by it.

-- `record` is what its publisher (or we ourselves) say; `shown` is the same with our corrections
-- laid over it, and nothing where there are none. `version` moves with every change of either.
alter table service add column shown TEXT;
alter table service add column version INTEGER not null default 1;
-- The last day anybody confirmed the entry in any way.
alter table service add column confirmed_on TEXT;
update service set confirmed_on = coalesce(
  max(assured_on, date(arrived_at / 1000000, 'unixepoch')), assured_on, date(arrived_at / 1000000, 'unixepoch'));
create index service_by_confirmed on service (area_id, confirmed_on);

create table service_layer (
  area_id BLOB not null,
  service_id BLOB not null,
  access TEXT,
  first_visit TEXT,
  capacity TEXT,
  waiting TEXT,
  -- Whether there is room, as last said: room, full, not_for_us, closed.
  room TEXT,
  room_at INTEGER,
  room_by TEXT,
  room_note TEXT,
  closed_until TEXT,
  -- Somebody rang: right, wrong, no_answer.
  rang_said TEXT,
  rang_at INTEGER,
  -- Somebody here said that it is right.
  checked_at INTEGER,
  -- The group answered a question, or looked through its entry.
  answered_at INTEGER,
  edited_at INTEGER,
  taken_out_at INTEGER,
  taken_out_by TEXT,
  taken_out_why TEXT,
  primary key (area_id, service_id)
) STRICT;
create index service_layer_by_reopening on service_layer (area_id, closed_until);

-- How many people were linked with a service, by day. No person is named.
create table service_load (
  area_id BLOB not null,
  service_id BLOB not null,
  day TEXT not null,
  sent INTEGER not null,
  primary key (area_id, service_id, day)
) STRICT;
create index service_load_by_day on service_load (area_id, day);
insert into service_load (area_id, service_id, day, sent)
  select area_id, service_id, date(made_at / 1000000, 'unixepoch'), count(*) from link group by 1, 2, 3;

-- A published fact put right by us. It holds until its publisher says the same, or until
-- somebody undoes it: ended says how.
create table correction (
  area_id BLOB not null,
  id BLOB not null,
  service_id BLOB not null,
  feed_id BLOB,
  field TEXT not null,
  ours TEXT not null,
  published TEXT not null,
  -- What the publisher says by now, when that is neither the one nor the other: somebody must look.
  disputed TEXT,
  disputed_at INTEGER,
  why TEXT not null,
  by_id BLOB not null,
  by_name TEXT not null,
  at INTEGER not null,
  ended TEXT,
  ended_at INTEGER,
  ended_by TEXT,
  primary key (area_id, id)
) STRICT;
create index correction_by_service on correction (area_id, service_id, at);
create index correction_by_feed on correction (area_id, feed_id, at);
create unique index correction_live on correction (area_id, service_id, field) where ended_at is null;

-- Corrections given back to whoever keeps the feed.
create table correction_sending (
  area_id BLOB not null,
  id BLOB not null,
  feed_id BLOB not null,
  how TEXT not null,
  send_to TEXT,
  at INTEGER not null,
  by_id BLOB not null,
  by_name TEXT not null,
  primary key (area_id, id)
) STRICT;
create index correction_sending_by_feed on correction_sending (area_id, feed_id, at);

create table correction_sent (
  area_id BLOB not null,
  sending_id BLOB not null,
  correction_id BLOB not null,
  primary key (area_id, sending_id, correction_id)
) STRICT;
create index correction_sent_by_correction on correction_sent (area_id, correction_id);

-- Every change of an entry: what each field said before and after, and the record that was
-- replaced, where one was.
create table service_version (
  area_id BLOB not null,
  service_id BLOB not null,
  number INTEGER not null,
  kind TEXT not null,
  changes TEXT not null,
  record TEXT,
  why TEXT,
  undoes INTEGER,
  by_id BLOB not null,
  by_name TEXT not null,
  at INTEGER not null,
  primary key (area_id, service_id, number)
) STRICT;

-- A link by which a group keeps its own entry without an account; only its fingerprint is here.
create table group_link (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  id BLOB not null,
  service_id BLOB not null,
  sent_to TEXT,
  made_at INTEGER not null,
  expires_at INTEGER not null,
  used_at INTEGER,
  ended_at INTEGER,
  by_id BLOB not null,
  by_name TEXT not null
) STRICT;
create index group_link_by_service on group_link (area_id, service_id, made_at);

-- Marks of where reports came from, kept for a day: no address, and none can be made of them.
create table report_mark (
  mark BLOB not null,
  at INTEGER not null
) STRICT;
create index report_mark_by_mark on report_mark (mark, at);
create index report_mark_by_age on report_mark (at);
