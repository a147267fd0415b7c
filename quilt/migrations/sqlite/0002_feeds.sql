-- Feeds that are read by themselves: how often, when next, and whether somebody stopped it.
alter table feed add column every_hours INTEGER;
alter table feed add column next_at INTEGER;
alter table feed add column paused INTEGER not null default false;

-- What came of a reading, besides the numbers.
alter table feed_run add column outcome TEXT not null default 'whole';
alter table feed_run add column held INTEGER not null default 0;
alter table feed_run add column took_ms INTEGER not null default 0;
alter table feed_run add column bytes INTEGER not null default 0;
alter table feed_run add column pages INTEGER not null default 1;
alter table feed_run add column by_name TEXT not null default 'Quilt';

-- A reading under way: who holds it and until when, how far it is, and what came of it so far,
-- so that another can go on. The row goes when the reading ends.
create table feed_reading (
  area_id BLOB not null,
  feed_id BLOB not null,
  run_id BLOB not null,
  holder BLOB not null,
  began_at INTEGER not null,
  holds_until INTEGER not null,
  pages INTEGER not null default 0,
  pages_total INTEGER,
  services INTEGER not null default 0,
  bytes INTEGER not null default 0,
  so_far TEXT,
  primary key (area_id, feed_id)
) STRICT;

-- What the publisher's server said of each page when it was last read, and which services the
-- page named, so that a page that has not changed need not be sent or read again.
create table feed_page (
  area_id BLOB not null,
  feed_id BLOB not null,
  address TEXT not null,
  run_id BLOB not null,
  etag TEXT,
  last_modified TEXT,
  content BLOB not null,
  about TEXT not null,
  kept BLOB not null,
  refused BLOB not null,
  primary key (area_id, feed_id, address)
) STRICT;

-- Entries under ids nobody knows that look like services we know: what they are is decided
-- when the whole feed has been read.
create table feed_waiting (
  area_id BLOB not null,
  feed_id BLOB not null,
  source_key TEXT not null,
  service_id BLOB not null,
  record TEXT not null,
  fingerprint BLOB not null,
  primary key (area_id, feed_id, source_key)
) STRICT;

-- Services a whole feed no longer names that are not withdrawn: they wait for a person to say,
-- or a person said to keep them.
create table feed_gone (
  area_id BLOB not null,
  feed_id BLOB not null,
  service_id BLOB not null,
  since INTEGER not null,
  keep INTEGER not null default false,
  primary key (area_id, feed_id, service_id)
) STRICT;

-- Two organisations that may be one, and what somebody said about it. one_id is the smaller.
create table organization_pair (
  area_id BLOB not null,
  one_id BLOB not null,
  other_id BLOB not null,
  why TEXT not null,
  state TEXT not null,
  found_at INTEGER not null,
  decided_at INTEGER,
  by_name TEXT,
  primary key (area_id, one_id, other_id)
) STRICT;
create index organization_pair_by_other on organization_pair (area_id, other_id);
