-- Feeds that are read by themselves: how often, when next, and whether somebody stopped it.
alter table feed add column every_hours bigint;
alter table feed add column next_at timestamptz;
alter table feed add column paused boolean not null default false;

-- What came of a reading, besides the numbers.
alter table feed_run add column outcome text not null default 'whole';
alter table feed_run add column held bigint not null default 0;
alter table feed_run add column took_ms bigint not null default 0;
alter table feed_run add column bytes bigint not null default 0;
alter table feed_run add column pages bigint not null default 1;
alter table feed_run add column by_name text not null default 'Quilt';

-- A reading under way: who holds it and until when, how far it is, and what came of it so far,
-- so that another can go on. The row goes when the reading ends.
create table feed_reading (
  area_id uuid not null,
  feed_id uuid not null,
  run_id uuid not null,
  holder uuid not null,
  began_at timestamptz not null,
  holds_until timestamptz not null,
  pages bigint not null default 0,
  pages_total bigint,
  services bigint not null default 0,
  bytes bigint not null default 0,
  so_far text,
  primary key (area_id, feed_id)
);

-- What the publisher's server said of each page when it was last read, and which services the
-- page named, so that a page that has not changed need not be sent or read again.
create table feed_page (
  area_id uuid not null,
  feed_id uuid not null,
  address text not null,
  run_id uuid not null,
  etag text,
  last_modified text,
  content bytea not null,
  about text not null,
  kept bytea not null,
  refused bytea not null,
  primary key (area_id, feed_id, address)
);

-- Entries under ids nobody knows that look like services we know: what they are is decided
-- when the whole feed has been read.
create table feed_waiting (
  area_id uuid not null,
  feed_id uuid not null,
  source_key text not null,
  service_id uuid not null,
  record text not null,
  fingerprint bytea not null,
  primary key (area_id, feed_id, source_key)
);

-- Services a whole feed no longer names that are not withdrawn: they wait for a person to say,
-- or a person said to keep them.
create table feed_gone (
  area_id uuid not null,
  feed_id uuid not null,
  service_id uuid not null,
  since timestamptz not null,
  keep boolean not null default false,
  primary key (area_id, feed_id, service_id)
);

-- Two organisations that may be one, and what somebody said about it. one_id is the smaller.
create table organization_pair (
  area_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  why text not null,
  state text not null,
  found_at timestamptz not null,
  decided_at timestamptz,
  by_name text,
  primary key (area_id, one_id, other_id)
);
create index organization_pair_by_other on organization_pair (area_id, other_id);
