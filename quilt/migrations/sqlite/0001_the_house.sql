-- Everything that happened, one line each, chained in lanes (see crates/ledger/README.md).
CREATE TABLE ledger_line (
    area_id      BLOB    NOT NULL CHECK (length(area_id) = 16),
    lane         INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    about_id     BLOB    NOT NULL CHECK (length(about_id) = 16),
    thread_id    BLOB             CHECK (length(thread_id) = 16),
    by_id        BLOB    NOT NULL CHECK (length(by_id) = 16),
    by_name      TEXT    NOT NULL,
    by_name_hash BLOB             CHECK (length(by_name_hash) = 32),
    happened     INTEGER NOT NULL,
    written      INTEGER NOT NULL,
    facts        TEXT,
    facts_hash   BLOB    NOT NULL CHECK (length(facts_hash) = 32),
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (area_id, lane, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_line_thread ON ledger_line (area_id, thread_id, written, lane, seq) WHERE thread_id IS NOT NULL;
CREATE INDEX ledger_line_about ON ledger_line (area_id, about_id, written, lane, seq);
CREATE INDEX ledger_line_written ON ledger_line (area_id, written, lane, seq);

-- The last line of each lane.
CREATE TABLE ledger_lane (
    area_id BLOB    NOT NULL CHECK (length(area_id) = 16),
    lane    INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (area_id, lane)
) STRICT, WITHOUT ROWID;

-- Signed statements of where every lane of an area stood.
CREATE TABLE ledger_checkpoint (
    area_id   BLOB    NOT NULL CHECK (length(area_id) = 16),
    number    INTEGER NOT NULL,
    written   INTEGER NOT NULL,
    heads     BLOB    NOT NULL,
    key       BLOB    NOT NULL CHECK (length(key) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (area_id, number)
) STRICT;

-- The house as first built. Tables stand in the order a referral meets them;
-- docs/data-model.md walks through them. Every table that speaks of a person
-- carries area_id first in its key: areas never mix.

-- settings: where we are and how we work here

-- demonstration: filled with invented people, and says so on every page. Set once, when
-- an empty database is filled; nothing can set it on a database that holds anybody.
create table area (
  id BLOB primary key,
  name TEXT not null,
  demonstration INTEGER not null default false,
  created_at INTEGER not null
) STRICT;

create table organization (
  area_id BLOB not null references area (id),
  id BLOB not null,
  name TEXT not null,
  kind TEXT not null,
  ods_code TEXT,
  description TEXT not null default '',
  url TEXT,
  email TEXT,
  phone TEXT,
  postcode TEXT,
  feed_id BLOB,
  source_key TEXT,
  created_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create unique index organization_by_source on organization (area_id, feed_id, source_key);
create index organization_by_name on organization (area_id, kind, name);

create table scheme (
  area_id BLOB not null references area (id),
  id BLOB not null,
  organization_id BLOB,
  name TEXT not null,
  kind TEXT not null,
  about TEXT not null default '',
  worker_term TEXT not null default 'link worker',
  weeks INTEGER not null default 12,
  caseload INTEGER not null default 30,
  phone TEXT,
  email TEXT,
  postcode TEXT,
  towns TEXT not null default '',
  active INTEGER not null default true,
  created_at INTEGER not null,
  primary key (area_id, id)
) STRICT;

-- Postcodes and towns are open public data about places, not about people.
create table place (
  postcode TEXT primary key,
  lat REAL not null,
  lon REAL not null,
  ward TEXT,
  lsoa TEXT,
  decile INTEGER
) STRICT;

create table town (
  name TEXT primary key,
  lat REAL not null,
  lon REAL not null
) STRICT;

-- access: who may do what, and who is here now

create table account (
  area_id BLOB not null references area (id),
  id BLOB not null,
  name TEXT not null,
  email TEXT not null,
  phone TEXT,
  password_hash TEXT,
  organization_id BLOB,
  state TEXT not null,
  created_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create unique index account_by_email on account (email);

create table account_role (
  area_id BLOB not null,
  account_id BLOB not null,
  role TEXT not null,
  scheme_id BLOB,
  since INTEGER not null,
  ended_at INTEGER,
  foreign key (area_id, account_id) references account (area_id, id)
) STRICT;
create index account_role_by_account on account_role (area_id, account_id);

create table api_token (
  area_id BLOB not null,
  id BLOB not null,
  account_id BLOB not null,
  label TEXT not null,
  fingerprint BLOB not null,
  created_at INTEGER not null,
  expires_at INTEGER not null,
  ended_at INTEGER,
  primary key (area_id, id)
) STRICT;
create unique index api_token_by_fingerprint on api_token (fingerprint);

create table session (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  account_id BLOB not null,
  started_at INTEGER not null,
  seen_at INTEGER not null,
  expires_at INTEGER not null
) STRICT;
create index session_by_account on session (area_id, account_id);

-- A form's token and where its first submission led: sending it again leads there again.
create table form_once (
  token TEXT primary key,
  led_to TEXT not null,
  at INTEGER not null
) STRICT;
create index form_once_by_age on form_once (at);

create table sign_in_failure (
  email TEXT primary key,
  failures INTEGER not null,
  last_at INTEGER not null
) STRICT;

-- messages: every word that leaves the house, and whether it arrived

create table message (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB,
  thread_id BLOB,
  channel TEXT not null,
  send_to TEXT not null,
  subject TEXT not null,
  body TEXT not null,
  state TEXT not null,
  problem TEXT,
  tries INTEGER not null default 0,
  written_at INTEGER not null,
  due_at INTEGER not null,
  sent_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index message_waiting on message (state, due_at);
create index message_by_thread on message (area_id, thread_id, written_at);

-- people

create table person (
  area_id BLOB not null references area (id),
  id BLOB not null,
  name TEXT not null,
  known_as TEXT,
  name_key TEXT not null,
  born_on TEXT,
  born_text TEXT,
  postcode TEXT,
  address TEXT,
  phone TEXT,
  email TEXT,
  contact_how TEXT,
  contact_when TEXT,
  language TEXT,
  interpreter INTEGER not null default false,
  access_needs TEXT,
  gender TEXT,
  ethnicity TEXT,
  lives_alone INTEGER,
  nhs_number TEXT,
  nhs_number_note TEXT,
  before_a_visit TEXT,
  merged_into BLOB,
  version INTEGER not null default 1,
  created_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index person_by_name on person (area_id, name_key);
create index person_by_nhs_number on person (area_id, nhs_number);
create index person_by_birth on person (area_id, born_on);
create index person_by_postcode on person (area_id, postcode);

-- Who stands beside a person: the scheme that holds them and, once there is one, the
-- link worker. The one place that answers "is this person mine?".
create table tie (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  scheme_id BLOB not null,
  account_id BLOB,
  since INTEGER not null,
  until INTEGER,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
) STRICT;
create index tie_by_person on tie (area_id, person_id);

-- A look outside one's own caseload, with the reason given for it.
create table opening (
  area_id BLOB not null,
  id BLOB not null,
  account_id BLOB not null,
  person_id BLOB not null,
  reason TEXT not null,
  at INTEGER not null,
  until INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index opening_by_account on opening (area_id, account_id, person_id, until);

create table supporter (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  name TEXT not null,
  relation TEXT not null,
  phone TEXT,
  may_hear TEXT not null,
  note TEXT,
  at INTEGER not null,
  ended_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index supporter_by_person on supporter (area_id, person_id);

create table consent (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  about TEXT not null,
  given INTEGER not null,
  how TEXT not null,
  at INTEGER not null,
  withdrawn_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index consent_by_person on consent (area_id, person_id);

create table merge (
  area_id BLOB not null,
  id BLOB not null,
  kept_id BLOB not null,
  merged_id BLOB not null,
  moved TEXT not null,
  at INTEGER not null,
  undone_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index merge_by_kept on merge (area_id, kept_id);

-- directory

create table feed (
  area_id BLOB not null,
  id BLOB not null,
  name TEXT not null,
  address TEXT not null,
  last_run_at INTEGER,
  created_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create unique index feed_by_address on feed (area_id, address);

create table feed_run (
  area_id BLOB not null,
  id BLOB not null,
  feed_id BLOB not null,
  at INTEGER not null,
  format TEXT not null,
  added INTEGER not null,
  changed INTEGER not null,
  unchanged INTEGER not null,
  gone INTEGER not null,
  refused INTEGER not null,
  repaired INTEGER not null,
  report TEXT not null,
  primary key (area_id, id)
) STRICT;
create index feed_run_by_feed on feed_run (area_id, feed_id, at);

create table service (
  area_id BLOB not null,
  id BLOB not null,
  feed_id BLOB,
  source_key TEXT not null,
  organization_id BLOB,
  name TEXT not null,
  summary TEXT not null,
  status TEXT not null,
  topics TEXT not null default '',
  town TEXT,
  postcode TEXT,
  lat REAL,
  lon REAL,
  email TEXT,
  phone TEXT,
  record TEXT not null,
  fingerprint BLOB not null,
  assured_on TEXT,
  arrived_at INTEGER,
  withdrawn_at INTEGER,
  created_at INTEGER not null,
  changed_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create unique index service_by_source on service (area_id, feed_id, source_key);
create index service_by_name on service (area_id, name);
create index service_by_organization on service (area_id, organization_id);

create table service_note (
  area_id BLOB not null,
  id BLOB not null,
  service_id BLOB not null,
  words TEXT not null,
  by_id BLOB not null,
  by_name TEXT not null,
  at INTEGER not null,
  ended_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index service_note_by_service on service_note (area_id, service_id);

create table service_report (
  area_id BLOB not null,
  id BLOB not null,
  service_id BLOB not null,
  words TEXT not null,
  from_whom TEXT,
  at INTEGER not null,
  settled_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index service_report_by_service on service_report (area_id, service_id);

-- A number that grows with every change of the directory, so that a reader knows when to look again.
create table directory_change (
  area_id BLOB primary key,
  number INTEGER not null
) STRICT;

-- referrals

create table referral (
  area_id BLOB not null references area (id),
  id BLOB not null,
  reference TEXT not null,
  person_id BLOB not null,
  scheme_id BLOB not null,
  state TEXT not null,
  source TEXT not null,
  source_key TEXT,
  referrer_id BLOB,
  referrer_name TEXT not null,
  referrer_kind TEXT not null,
  referrer_contact TEXT,
  organization_id BLOB,
  why_now TEXT not null,
  note TEXT,
  consent TEXT not null,
  answer_wanted INTEGER not null default true,
  asked_at INTEGER not null,
  offered_at INTEGER,
  decided_at INTEGER,
  decision_note TEXT,
  ask_again_on TEXT,
  routed_to TEXT,
  allocated_to BLOB,
  allocated_at INTEGER,
  journey_id BLOB,
  started_at INTEGER,
  version INTEGER not null default 1,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id),
  foreign key (area_id, scheme_id) references scheme (area_id, id)
) STRICT;
create unique index referral_by_reference on referral (area_id, reference);
create unique index referral_by_source on referral (area_id, source, source_key);
create index referral_by_state on referral (area_id, scheme_id, state, asked_at);
create index referral_by_referrer on referral (area_id, referrer_id, asked_at);
create index referral_by_person on referral (area_id, person_id);
create index referral_by_start on referral (area_id, scheme_id, started_at, asked_at);

-- Someone is part-way through asking for support; they come back with a code.
create table ask_draft (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  answers TEXT not null,
  saved_at INTEGER not null,
  expires_at INTEGER not null
) STRICT;

-- outcomes

create table reading (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  journey_id BLOB,
  measure TEXT not null,
  satisfied INTEGER,
  worthwhile INTEGER,
  happy INTEGER,
  anxious INTEGER,
  how TEXT not null,
  missing TEXT,
  at INTEGER not null,
  written_at INTEGER not null,
  by_id BLOB not null,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
) STRICT;
create index reading_by_journey on reading (area_id, journey_id, at);
create index reading_by_person on reading (area_id, person_id, at);

-- journeys

create table journey (
  area_id BLOB not null references area (id),
  id BLOB not null,
  person_id BLOB not null,
  referral_id BLOB not null,
  scheme_id BLOB not null,
  worker_id BLOB not null,
  state TEXT not null,
  said_yes_at INTEGER not null,
  first_conversation_at INTEGER,
  weeks INTEGER not null,
  ends_on TEXT not null,
  last_contact_at INTEGER,
  contacts INTEGER not null default 0,
  matters TEXT,
  matters_context TEXT,
  matters_at INTEGER,
  tried TEXT,
  ended_at INTEGER,
  ending TEXT,
  what_changed TEXT,
  what_holds TEXT,
  who_to_call TEXT,
  letter TEXT,
  story_consent INTEGER,
  version INTEGER not null default 1,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
) STRICT;
create index journey_by_worker on journey (area_id, worker_id, state);
create index journey_by_scheme on journey (area_id, scheme_id, state);
create index journey_by_person on journey (area_id, person_id);
create unique index journey_by_referral on journey (area_id, referral_id);

create table concern (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  words TEXT not null,
  raised_at INTEGER not null,
  first_severity INTEGER not null,
  severity INTEGER not null,
  rated_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index concern_by_journey on concern (area_id, journey_id);

create table concern_rating (
  area_id BLOB not null,
  id BLOB not null,
  concern_id BLOB not null,
  journey_id BLOB not null,
  severity INTEGER not null,
  at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index concern_rating_by_concern on concern_rating (area_id, concern_id, at);

create table step (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  words TEXT not null,
  who TEXT not null,
  by_when TEXT,
  state TEXT not null,
  note TEXT,
  replaces_id BLOB,
  agreed_at INTEGER not null,
  moved_at INTEGER not null,
  primary key (area_id, id)
) STRICT;
create index step_by_journey on step (area_id, journey_id);

create table contact (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  kind TEXT not null,
  reached INTEGER not null,
  minutes INTEGER,
  with_whom TEXT,
  note TEXT not null default '',
  at INTEGER not null,
  written_at INTEGER not null,
  by_id BLOB not null,
  by_name TEXT not null,
  primary key (area_id, id)
) STRICT;
create index contact_by_journey on contact (area_id, journey_id, at);

-- A visit or call that has been agreed and has not happened yet.
create table meeting (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  worker_id BLOB not null,
  kind TEXT not null,
  at INTEGER not null,
  place TEXT,
  state TEXT not null,
  primary key (area_id, id)
) STRICT;
create index meeting_by_worker on meeting (area_id, worker_id, state, at);
create index meeting_by_journey on meeting (area_id, journey_id, state, at);

-- Lone working: out on a visit, and back safe.
create table check_in (
  area_id BLOB not null,
  id BLOB not null,
  account_id BLOB not null,
  journey_id BLOB,
  out_at INTEGER not null,
  back_by INTEGER not null,
  safe_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index check_in_by_account on check_in (area_id, account_id, safe_at);

create table link (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  person_id BLOB not null,
  service_id BLOB not null,
  service_name TEXT not null,
  step_id BLOB,
  how TEXT not null,
  state TEXT not null,
  shared TEXT not null,
  question TEXT,
  made_at INTEGER not null,
  asked_at INTEGER,
  answered_at INTEGER,
  answer_note TEXT,
  lapses_on TEXT,
  arrived_at INTEGER,
  times_came INTEGER not null default 0,
  by_id BLOB not null,
  primary key (area_id, id)
) STRICT;
create index link_by_journey on link (area_id, journey_id);
create index link_by_service on link (area_id, service_id, made_at);
create index link_waiting on link (area_id, state, lapses_on);

create table gap (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  need TEXT not null,
  town TEXT,
  at INTEGER not null,
  met_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index gap_by_journey on gap (area_id, journey_id);

create table pause (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  reason TEXT not null,
  since INTEGER not null,
  until_on TEXT,
  resumed_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index pause_by_journey on pause (area_id, journey_id);

create table follow_up (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  person_id BLOB not null,
  scheme_id BLOB not null,
  months INTEGER not null,
  due_on TEXT not null,
  state TEXT not null,
  how_are_you TEXT,
  still_going TEXT,
  wants_more INTEGER,
  asked_at INTEGER,
  answered_at INTEGER,
  primary key (area_id, id)
) STRICT;
create index follow_up_due on follow_up (area_id, scheme_id, state, due_on);
create index follow_up_by_journey on follow_up (area_id, journey_id);

-- One question put to a group or a person by a link they hold; no account.
create table answer (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  id BLOB not null,
  question TEXT not null,
  link_id BLOB,
  follow_up_id BLOB,
  journey_id BLOB not null,
  asked_at INTEGER not null,
  expires_at INTEGER not null,
  answered_at INTEGER,
  said TEXT
) STRICT;
create index answer_by_journey on answer (area_id, journey_id);
