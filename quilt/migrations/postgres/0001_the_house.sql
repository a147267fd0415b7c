-- Everything that happened, one line each, chained in lanes (see crates/ledger/README.md).
CREATE TABLE ledger_line (
    area_id      uuid        NOT NULL,
    lane         bigint      NOT NULL,
    seq          bigint      NOT NULL,
    kind         text        NOT NULL,
    about_id     uuid        NOT NULL,
    thread_id    uuid,
    by_id        uuid        NOT NULL,
    by_name      text        NOT NULL,
    by_name_hash bytea                CHECK (octet_length(by_name_hash) = 32),
    happened     timestamptz NOT NULL,
    written      timestamptz NOT NULL,
    facts        text,
    facts_hash   bytea       NOT NULL CHECK (octet_length(facts_hash) = 32),
    hash         bytea       NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (area_id, lane, seq)
);
CREATE INDEX ledger_line_thread ON ledger_line (area_id, thread_id, written, lane, seq) WHERE thread_id IS NOT NULL;
CREATE INDEX ledger_line_about ON ledger_line (area_id, about_id, written, lane, seq);
CREATE INDEX ledger_line_written ON ledger_line (area_id, written, lane, seq);

-- The last line of each lane.
CREATE TABLE ledger_lane (
    area_id uuid   NOT NULL,
    lane    bigint NOT NULL,
    seq     bigint NOT NULL,
    hash    bytea  NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (area_id, lane)
);

-- Signed statements of where every lane of an area stood.
CREATE TABLE ledger_checkpoint (
    area_id   uuid        NOT NULL,
    number    bigint      NOT NULL,
    written   timestamptz NOT NULL,
    heads     bytea       NOT NULL,
    key       bytea       NOT NULL CHECK (octet_length(key) = 32),
    signature bytea       NOT NULL CHECK (octet_length(signature) = 64),
    PRIMARY KEY (area_id, number)
);

-- The house as first built. Tables stand in the order a referral meets them;
-- docs/data-model.md walks through them. Every table that speaks of a person
-- carries area_id first in its key: areas never mix.

-- settings: where we are and how we work here

-- demonstration: filled with invented people, and says so on every page. Set once, when
-- an empty database is filled; nothing can set it on a database that holds anybody.
create table area (
  id uuid primary key,
  name text not null,
  demonstration boolean not null default false,
  created_at timestamptz not null
);

create table organization (
  area_id uuid not null references area (id),
  id uuid not null,
  name text not null,
  kind text not null,
  ods_code text,
  description text not null default '',
  url text,
  email text,
  phone text,
  postcode text,
  feed_id uuid,
  source_key text,
  created_at timestamptz not null,
  primary key (area_id, id)
);
create unique index organization_by_source on organization (area_id, feed_id, source_key);
create index organization_by_name on organization (area_id, kind, name);

create table scheme (
  area_id uuid not null references area (id),
  id uuid not null,
  organization_id uuid,
  name text not null,
  kind text not null,
  about text not null default '',
  worker_term text not null default 'link worker',
  weeks bigint not null default 12,
  caseload bigint not null default 30,
  phone text,
  email text,
  postcode text,
  towns text not null default '',
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (area_id, id)
);

-- Postcodes and towns are open public data about places, not about people.
create table place (
  postcode text primary key,
  lat double precision not null,
  lon double precision not null,
  ward text,
  lsoa text,
  decile bigint
);

create table town (
  name text primary key,
  lat double precision not null,
  lon double precision not null
);

-- access: who may do what, and who is here now

create table account (
  area_id uuid not null references area (id),
  id uuid not null,
  name text not null,
  email text not null,
  phone text,
  password_hash text,
  organization_id uuid,
  state text not null,
  created_at timestamptz not null,
  primary key (area_id, id)
);
create unique index account_by_email on account (email);

create table account_role (
  area_id uuid not null,
  account_id uuid not null,
  role text not null,
  scheme_id uuid,
  since timestamptz not null,
  ended_at timestamptz,
  foreign key (area_id, account_id) references account (area_id, id)
);
create index account_role_by_account on account_role (area_id, account_id);

create table api_token (
  area_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  label text not null,
  fingerprint bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (area_id, id)
);
create unique index api_token_by_fingerprint on api_token (fingerprint);

create table session (
  fingerprint bytea primary key,
  area_id uuid not null,
  account_id uuid not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_by_account on session (area_id, account_id);

-- A form's token and where its first submission led: sending it again leads there again.
create table form_once (
  token text primary key,
  led_to text not null,
  at timestamptz not null
);
create index form_once_by_age on form_once (at);

create table sign_in_failure (
  email text primary key,
  failures bigint not null,
  last_at timestamptz not null
);

-- messages: every word that leaves the house, and whether it arrived

create table message (
  area_id uuid not null,
  id uuid not null,
  person_id uuid,
  thread_id uuid,
  channel text not null,
  send_to text not null,
  subject text not null,
  body text not null,
  state text not null,
  problem text,
  tries bigint not null default 0,
  written_at timestamptz not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  primary key (area_id, id)
);
create index message_waiting on message (state, due_at);
create index message_by_thread on message (area_id, thread_id, written_at);

-- people

create table person (
  area_id uuid not null references area (id),
  id uuid not null,
  name text not null,
  known_as text,
  name_key text not null,
  born_on date,
  born_text text,
  postcode text,
  address text,
  phone text,
  email text,
  contact_how text,
  contact_when text,
  language text,
  interpreter boolean not null default false,
  access_needs text,
  gender text,
  ethnicity text,
  lives_alone boolean,
  nhs_number text,
  nhs_number_note text,
  before_a_visit text,
  merged_into uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  primary key (area_id, id)
);
create index person_by_name on person (area_id, name_key);
create index person_by_nhs_number on person (area_id, nhs_number);
create index person_by_birth on person (area_id, born_on);
create index person_by_postcode on person (area_id, postcode);

-- Who stands beside a person: the scheme that holds them and, once there is one, the
-- link worker. The one place that answers "is this person mine?".
create table tie (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  account_id uuid,
  since timestamptz not null,
  until timestamptz,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
);
create index tie_by_person on tie (area_id, person_id);

-- A look outside one's own caseload, with the reason given for it.
create table opening (
  area_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  reason text not null,
  at timestamptz not null,
  until timestamptz not null,
  primary key (area_id, id)
);
create index opening_by_account on opening (area_id, account_id, person_id, until);

create table supporter (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  relation text not null,
  phone text,
  may_hear text not null,
  note text,
  at timestamptz not null,
  ended_at timestamptz,
  primary key (area_id, id)
);
create index supporter_by_person on supporter (area_id, person_id);

create table consent (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  about text not null,
  given boolean not null,
  how text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (area_id, id)
);
create index consent_by_person on consent (area_id, person_id);

create table merge (
  area_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  moved text not null,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (area_id, id)
);
create index merge_by_kept on merge (area_id, kept_id);

-- directory

create table feed (
  area_id uuid not null,
  id uuid not null,
  name text not null,
  address text not null,
  last_run_at timestamptz,
  created_at timestamptz not null,
  primary key (area_id, id)
);
create unique index feed_by_address on feed (area_id, address);

create table feed_run (
  area_id uuid not null,
  id uuid not null,
  feed_id uuid not null,
  at timestamptz not null,
  format text not null,
  added bigint not null,
  changed bigint not null,
  unchanged bigint not null,
  gone bigint not null,
  refused bigint not null,
  repaired bigint not null,
  report text not null,
  primary key (area_id, id)
);
create index feed_run_by_feed on feed_run (area_id, feed_id, at);

create table service (
  area_id uuid not null,
  id uuid not null,
  feed_id uuid,
  source_key text not null,
  organization_id uuid,
  name text not null,
  summary text not null,
  status text not null,
  topics text not null default '',
  town text,
  postcode text,
  lat double precision,
  lon double precision,
  email text,
  phone text,
  record text not null,
  fingerprint bytea not null,
  assured_on date,
  arrived_at timestamptz,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (area_id, id)
);
create unique index service_by_source on service (area_id, feed_id, source_key);
create index service_by_name on service (area_id, name);
create index service_by_organization on service (area_id, organization_id);

create table service_note (
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  words text not null,
  by_id uuid not null,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  primary key (area_id, id)
);
create index service_note_by_service on service_note (area_id, service_id);

create table service_report (
  area_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  words text not null,
  from_whom text,
  at timestamptz not null,
  settled_at timestamptz,
  primary key (area_id, id)
);
create index service_report_by_service on service_report (area_id, service_id);

-- A number that grows with every change of the directory, so that a reader knows when to look again.
create table directory_change (
  area_id uuid primary key,
  number bigint not null
);

-- referrals

create table referral (
  area_id uuid not null references area (id),
  id uuid not null,
  reference text not null,
  person_id uuid not null,
  scheme_id uuid not null,
  state text not null,
  source text not null,
  source_key text,
  referrer_id uuid,
  referrer_name text not null,
  referrer_kind text not null,
  referrer_contact text,
  organization_id uuid,
  why_now text not null,
  note text,
  consent text not null,
  answer_wanted boolean not null default true,
  asked_at timestamptz not null,
  offered_at timestamptz,
  decided_at timestamptz,
  decision_note text,
  ask_again_on date,
  routed_to text,
  allocated_to uuid,
  allocated_at timestamptz,
  journey_id uuid,
  started_at timestamptz,
  version bigint not null default 1,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id),
  foreign key (area_id, scheme_id) references scheme (area_id, id)
);
create unique index referral_by_reference on referral (area_id, reference);
create unique index referral_by_source on referral (area_id, source, source_key);
create index referral_by_state on referral (area_id, scheme_id, state, asked_at);
create index referral_by_referrer on referral (area_id, referrer_id, asked_at);
create index referral_by_person on referral (area_id, person_id);
create index referral_by_start on referral (area_id, scheme_id, started_at, asked_at);

-- Someone is part-way through asking for support; they come back with a code.
create table ask_draft (
  fingerprint bytea primary key,
  area_id uuid not null,
  answers text not null,
  saved_at timestamptz not null,
  expires_at timestamptz not null
);

-- outcomes

create table reading (
  area_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  journey_id uuid,
  measure text not null,
  satisfied bigint,
  worthwhile bigint,
  happy bigint,
  anxious bigint,
  how text not null,
  missing text,
  at timestamptz not null,
  written_at timestamptz not null,
  by_id uuid not null,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
);
create index reading_by_journey on reading (area_id, journey_id, at);
create index reading_by_person on reading (area_id, person_id, at);

-- journeys

create table journey (
  area_id uuid not null references area (id),
  id uuid not null,
  person_id uuid not null,
  referral_id uuid not null,
  scheme_id uuid not null,
  worker_id uuid not null,
  state text not null,
  said_yes_at timestamptz not null,
  first_conversation_at timestamptz,
  weeks bigint not null,
  ends_on date not null,
  last_contact_at timestamptz,
  contacts bigint not null default 0,
  matters text,
  matters_context text,
  matters_at timestamptz,
  tried text,
  ended_at timestamptz,
  ending text,
  what_changed text,
  what_holds text,
  who_to_call text,
  letter text,
  story_consent boolean,
  version bigint not null default 1,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
);
create index journey_by_worker on journey (area_id, worker_id, state);
create index journey_by_scheme on journey (area_id, scheme_id, state);
create index journey_by_person on journey (area_id, person_id);
create unique index journey_by_referral on journey (area_id, referral_id);

create table concern (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  words text not null,
  raised_at timestamptz not null,
  first_severity bigint not null,
  severity bigint not null,
  rated_at timestamptz not null,
  primary key (area_id, id)
);
create index concern_by_journey on concern (area_id, journey_id);

create table concern_rating (
  area_id uuid not null,
  id uuid not null,
  concern_id uuid not null,
  journey_id uuid not null,
  severity bigint not null,
  at timestamptz not null,
  primary key (area_id, id)
);
create index concern_rating_by_concern on concern_rating (area_id, concern_id, at);

create table step (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  words text not null,
  who text not null,
  by_when text,
  state text not null,
  note text,
  replaces_id uuid,
  agreed_at timestamptz not null,
  moved_at timestamptz not null,
  primary key (area_id, id)
);
create index step_by_journey on step (area_id, journey_id);

create table contact (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  kind text not null,
  reached boolean not null,
  minutes bigint,
  with_whom text,
  note text not null default '',
  at timestamptz not null,
  written_at timestamptz not null,
  by_id uuid not null,
  by_name text not null,
  primary key (area_id, id)
);
create index contact_by_journey on contact (area_id, journey_id, at);

-- A visit or call that has been agreed and has not happened yet.
create table meeting (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  worker_id uuid not null,
  kind text not null,
  at timestamptz not null,
  place text,
  state text not null,
  primary key (area_id, id)
);
create index meeting_by_worker on meeting (area_id, worker_id, state, at);
create index meeting_by_journey on meeting (area_id, journey_id, state, at);

-- Lone working: out on a visit, and back safe.
create table check_in (
  area_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  journey_id uuid,
  out_at timestamptz not null,
  back_by timestamptz not null,
  safe_at timestamptz,
  primary key (area_id, id)
);
create index check_in_by_account on check_in (area_id, account_id, safe_at);

create table link (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  person_id uuid not null,
  service_id uuid not null,
  service_name text not null,
  step_id uuid,
  how text not null,
  state text not null,
  shared text not null,
  question text,
  made_at timestamptz not null,
  asked_at timestamptz,
  answered_at timestamptz,
  answer_note text,
  lapses_on date,
  arrived_at timestamptz,
  times_came bigint not null default 0,
  by_id uuid not null,
  primary key (area_id, id)
);
create index link_by_journey on link (area_id, journey_id);
create index link_by_service on link (area_id, service_id, made_at);
create index link_waiting on link (area_id, state, lapses_on);

create table gap (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  need text not null,
  town text,
  at timestamptz not null,
  met_at timestamptz,
  primary key (area_id, id)
);
create index gap_by_journey on gap (area_id, journey_id);

create table pause (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  reason text not null,
  since timestamptz not null,
  until_on date,
  resumed_at timestamptz,
  primary key (area_id, id)
);
create index pause_by_journey on pause (area_id, journey_id);

create table follow_up (
  area_id uuid not null,
  id uuid not null,
  journey_id uuid not null,
  person_id uuid not null,
  scheme_id uuid not null,
  months bigint not null,
  due_on date not null,
  state text not null,
  how_are_you text,
  still_going text,
  wants_more boolean,
  asked_at timestamptz,
  answered_at timestamptz,
  primary key (area_id, id)
);
create index follow_up_due on follow_up (area_id, scheme_id, state, due_on);
create index follow_up_by_journey on follow_up (area_id, journey_id);

-- One question put to a group or a person by a link they hold; no account.
create table answer (
  fingerprint bytea primary key,
  area_id uuid not null,
  id uuid not null,
  question text not null,
  link_id uuid,
  follow_up_id uuid,
  journey_id uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  said text
);
create index answer_by_journey on answer (area_id, journey_id);
