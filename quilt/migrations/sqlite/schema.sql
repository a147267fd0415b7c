-- What the migrations build, written by quilt/tests/schema.rs (which says how to write it anew).

CREATE TABLE account (
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

CREATE UNIQUE INDEX account_by_email on account (email);

CREATE TABLE account_role (
  area_id BLOB not null,
  account_id BLOB not null,
  role TEXT not null,
  scheme_id BLOB,
  since INTEGER not null,
  ended_at INTEGER,
  foreign key (area_id, account_id) references account (area_id, id)
) STRICT;

CREATE INDEX account_role_by_account on account_role (area_id, account_id);

CREATE TABLE answer (
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

CREATE INDEX answer_by_journey on answer (area_id, journey_id);

CREATE TABLE api_token (
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

CREATE UNIQUE INDEX api_token_by_fingerprint on api_token (fingerprint);

CREATE TABLE area (
  id BLOB primary key,
  name TEXT not null,
  demonstration INTEGER not null default false,
  created_at INTEGER not null
) STRICT;

CREATE TABLE ask_draft (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  answers TEXT not null,
  saved_at INTEGER not null,
  expires_at INTEGER not null
) STRICT;

CREATE TABLE check_in (
  area_id BLOB not null,
  id BLOB not null,
  account_id BLOB not null,
  journey_id BLOB,
  out_at INTEGER not null,
  back_by INTEGER not null,
  safe_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX check_in_by_account on check_in (area_id, account_id, safe_at);

CREATE TABLE coded_choice (
  area_id BLOB not null,
  list TEXT not null,
  code TEXT not null,
  label TEXT not null,
  position INTEGER not null,
  in_use INTEGER not null,
  snomed TEXT,
  changed_at INTEGER not null,
  primary key (area_id, list, code)
) STRICT;

CREATE TABLE concern (
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

CREATE INDEX concern_by_journey on concern (area_id, journey_id);

CREATE TABLE concern_rating (
  area_id BLOB not null,
  id BLOB not null,
  concern_id BLOB not null,
  journey_id BLOB not null,
  severity INTEGER not null,
  at INTEGER not null,
  primary key (area_id, id)
) STRICT;

CREATE INDEX concern_rating_by_concern on concern_rating (area_id, concern_id, at);

CREATE TABLE consent (
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

CREATE INDEX consent_by_person on consent (area_id, person_id);

CREATE TABLE contact (
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

CREATE INDEX contact_by_journey on contact (area_id, journey_id, at);

CREATE TABLE correction (
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

CREATE INDEX correction_by_feed on correction (area_id, feed_id, at);

CREATE INDEX correction_by_service on correction (area_id, service_id, at);

CREATE UNIQUE INDEX correction_live on correction (area_id, service_id, field) where ended_at is null;

CREATE TABLE correction_sending (
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

CREATE INDEX correction_sending_by_feed on correction_sending (area_id, feed_id, at);

CREATE TABLE correction_sent (
  area_id BLOB not null,
  sending_id BLOB not null,
  correction_id BLOB not null,
  primary key (area_id, sending_id, correction_id)
) STRICT;

CREATE INDEX correction_sent_by_correction on correction_sent (area_id, correction_id);

CREATE TABLE directory_change (
  area_id BLOB primary key,
  number INTEGER not null
) STRICT;

CREATE TABLE erasure (
  area_id BLOB not null,
  id BLOB not null,
  person_id BLOB not null,
  why TEXT not null,
  -- asked, done, kept
  state TEXT not null,
  asked_by BLOB not null,
  asked_name TEXT not null,
  asked_at INTEGER not null,
  kept_why TEXT,
  decided_by BLOB,
  decided_name TEXT,
  decided_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX erasure_by_day on erasure (area_id, asked_at);

CREATE UNIQUE INDEX erasure_open on erasure (area_id, person_id) where state = 'asked';

CREATE TABLE feed (
  area_id BLOB not null,
  id BLOB not null,
  name TEXT not null,
  address TEXT not null,
  last_run_at INTEGER,
  created_at INTEGER not null, every_hours INTEGER, next_at INTEGER, paused INTEGER not null default false, found TEXT,
  primary key (area_id, id)
) STRICT;

CREATE UNIQUE INDEX feed_by_address on feed (area_id, address);

CREATE TABLE feed_gone (
  area_id BLOB not null,
  feed_id BLOB not null,
  service_id BLOB not null,
  since INTEGER not null,
  keep INTEGER not null default false,
  primary key (area_id, feed_id, service_id)
) STRICT;

CREATE TABLE feed_page (
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

CREATE TABLE feed_reading (
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

CREATE TABLE feed_run (
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
  report TEXT not null, outcome TEXT not null default 'whole', held INTEGER not null default 0, took_ms INTEGER not null default 0, bytes INTEGER not null default 0, pages INTEGER not null default 1, by_name TEXT not null default 'Quilt',
  primary key (area_id, id)
) STRICT;

CREATE INDEX feed_run_by_feed on feed_run (area_id, feed_id, at);

CREATE TABLE feed_waiting (
  area_id BLOB not null,
  feed_id BLOB not null,
  source_key TEXT not null,
  service_id BLOB not null,
  record TEXT not null,
  fingerprint BLOB not null,
  primary key (area_id, feed_id, source_key)
) STRICT;

CREATE TABLE follow_up (
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

CREATE INDEX follow_up_by_journey on follow_up (area_id, journey_id);

CREATE INDEX follow_up_due on follow_up (area_id, scheme_id, state, due_on);

CREATE TABLE form_once (
  token TEXT primary key,
  led_to TEXT not null,
  at INTEGER not null
) STRICT;

CREATE INDEX form_once_by_age on form_once (at);

CREATE TABLE gap (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  need TEXT not null,
  town TEXT,
  at INTEGER not null,
  met_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX gap_by_journey on gap (area_id, journey_id);

CREATE TABLE group_link (
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

CREATE INDEX group_link_by_service on group_link (area_id, service_id, made_at);

CREATE TABLE journey (
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

CREATE INDEX journey_by_person on journey (area_id, person_id);

CREATE UNIQUE INDEX journey_by_referral on journey (area_id, referral_id);

CREATE INDEX journey_by_scheme on journey (area_id, scheme_id, state);

CREATE INDEX journey_by_worker on journey (area_id, worker_id, state);

CREATE TABLE ledger_checkpoint (
    area_id   BLOB    NOT NULL CHECK (length(area_id) = 16),
    number    INTEGER NOT NULL,
    written   INTEGER NOT NULL,
    heads     BLOB    NOT NULL,
    key       BLOB    NOT NULL CHECK (length(key) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (area_id, number)
) STRICT;

CREATE TABLE ledger_lane (
    area_id BLOB    NOT NULL CHECK (length(area_id) = 16),
    lane    INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (area_id, lane)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX ledger_line_about ON ledger_line (area_id, about_id, written, lane, seq);

CREATE INDEX ledger_line_thread ON ledger_line (area_id, thread_id, written, lane, seq) WHERE thread_id IS NOT NULL;

CREATE INDEX ledger_line_written ON ledger_line (area_id, written, lane, seq);

CREATE TABLE link (
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

CREATE INDEX link_by_journey on link (area_id, journey_id);

CREATE INDEX link_by_service on link (area_id, service_id, made_at);

CREATE INDEX link_waiting on link (area_id, state, lapses_on);

CREATE TABLE measure_ask (
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

CREATE UNIQUE INDEX measure_ask_by_fingerprint on measure_ask (fingerprint) where fingerprint is not null;

CREATE INDEX measure_ask_by_journey on measure_ask (area_id, journey_id, asked_at);

CREATE INDEX measure_ask_by_person on measure_ask (area_id, person_id);

CREATE TABLE measure_pack (
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

CREATE UNIQUE INDEX measure_pack_live on measure_pack (area_id, measure, edition, language) where removed_at is null;

CREATE TABLE meeting (
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

CREATE INDEX meeting_by_journey on meeting (area_id, journey_id, state, at);

CREATE INDEX meeting_by_worker on meeting (area_id, worker_id, state, at);

CREATE TABLE merge (
  area_id BLOB not null,
  id BLOB not null,
  kept_id BLOB not null,
  merged_id BLOB not null,
  moved TEXT not null,
  at INTEGER not null,
  undone_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX merge_by_kept on merge (area_id, kept_id);

CREATE TABLE message (
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

CREATE INDEX message_by_state on message (area_id, state);

CREATE INDEX message_by_thread on message (area_id, thread_id, written_at);

CREATE INDEX message_waiting on message (state, due_at);

CREATE TABLE opening (
  area_id BLOB not null,
  id BLOB not null,
  account_id BLOB not null,
  person_id BLOB not null,
  reason TEXT not null,
  at INTEGER not null,
  until INTEGER not null,
  primary key (area_id, id)
) STRICT;

CREATE INDEX opening_by_account on opening (area_id, account_id, person_id, until);

CREATE TABLE organization (
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

CREATE INDEX organization_by_name on organization (area_id, kind, name);

CREATE UNIQUE INDEX organization_by_source on organization (area_id, feed_id, source_key);

CREATE TABLE organization_pair (
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

CREATE INDEX organization_pair_by_other on organization_pair (area_id, other_id);

CREATE TABLE pause (
  area_id BLOB not null,
  id BLOB not null,
  journey_id BLOB not null,
  reason TEXT not null,
  since INTEGER not null,
  until_on TEXT,
  resumed_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX pause_by_journey on pause (area_id, journey_id);

CREATE TABLE person (
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

CREATE INDEX person_by_birth on person (area_id, born_on);

CREATE INDEX person_by_name on person (area_id, name_key);

CREATE INDEX person_by_nhs_number on person (area_id, nhs_number);

CREATE INDEX person_by_postcode on person (area_id, postcode);

CREATE TABLE place (
  postcode TEXT primary key,
  lat REAL not null,
  lon REAL not null,
  ward TEXT,
  lsoa TEXT,
  decile INTEGER
) STRICT;

CREATE TABLE place_part (
  code TEXT primary key,
  lat REAL not null,
  lon REAL not null,
  postcodes INTEGER not null
) STRICT;

CREATE TABLE plan (
  area_id BLOB not null,
  id BLOB not null,
  name TEXT not null,
  toml TEXT not null,
  -- What its results are known by: another text, another number.
  fingerprint TEXT not null,
  version INTEGER not null,
  -- Whether everybody who plans in this area may open it.
  shared INTEGER not null,
  owner_id BLOB not null,
  by_name TEXT not null,
  made_at INTEGER not null,
  changed_at INTEGER not null,
  withdrawn_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX plan_by_fingerprint on plan (area_id, fingerprint);

CREATE INDEX plan_live on plan (area_id, changed_at) where withdrawn_at is null;

CREATE TABLE plan_result (
  area_id BLOB not null,
  fingerprint TEXT not null,
  draws INTEGER not null,
  -- In one line, as the list says it.
  said TEXT not null,
  rows BLOB not null,
  kept_at INTEGER not null,
  primary key (area_id, fingerprint)
) STRICT;

CREATE TABLE reading (
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
  by_id BLOB not null, edition TEXT not null default '', language TEXT not null default 'en', who TEXT not null default 'person', answers TEXT, scores TEXT, valid INTEGER not null default true, moment TEXT, replaced_by BLOB, reasons TEXT,
  primary key (area_id, id),
  foreign key (area_id, person_id) references person (area_id, id)
) STRICT;

CREATE INDEX reading_alone on reading (area_id, journey_id, at) where how = 'online';

CREATE INDEX reading_by_journey on reading (area_id, journey_id, at);

CREATE INDEX reading_by_person on reading (area_id, person_id, at);

CREATE TABLE referral (
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

CREATE INDEX referral_by_person on referral (area_id, person_id);

CREATE UNIQUE INDEX referral_by_reference on referral (area_id, reference);

CREATE INDEX referral_by_referrer on referral (area_id, referrer_id, asked_at);

CREATE UNIQUE INDEX referral_by_source on referral (area_id, source, source_key);

CREATE INDEX referral_by_start on referral (area_id, scheme_id, started_at, asked_at);

CREATE INDEX referral_by_state on referral (area_id, scheme_id, state, asked_at);

CREATE TABLE report_mark (
  mark BLOB not null,
  at INTEGER not null
) STRICT;

CREATE INDEX report_mark_by_age on report_mark (at);

CREATE INDEX report_mark_by_mark on report_mark (mark, at);

CREATE TABLE schema_migration (
    version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT;

CREATE TABLE scheme (
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

CREATE TABLE scheme_measure (
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

CREATE UNIQUE INDEX scheme_measure_live on scheme_measure (area_id, scheme_id, measure) where ended_at is null;

CREATE UNIQUE INDEX scheme_measure_primary on scheme_measure (area_id, scheme_id) where ended_at is null and is_primary;

CREATE TABLE service (
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
  changed_at INTEGER not null, shown TEXT, version INTEGER not null default 1, confirmed_on TEXT,
  primary key (area_id, id)
) STRICT;

CREATE INDEX service_by_confirmed on service (area_id, confirmed_on);

CREATE INDEX service_by_name on service (area_id, name);

CREATE INDEX service_by_organization on service (area_id, organization_id);

CREATE UNIQUE INDEX service_by_source on service (area_id, feed_id, source_key);

CREATE TABLE service_layer (
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

CREATE INDEX service_layer_by_reopening on service_layer (area_id, closed_until);

CREATE TABLE service_load (
  area_id BLOB not null,
  service_id BLOB not null,
  day TEXT not null,
  sent INTEGER not null,
  primary key (area_id, service_id, day)
) STRICT;

CREATE INDEX service_load_by_day on service_load (area_id, day);

CREATE TABLE service_mark (
  area_id BLOB not null,
  service_id BLOB not null,
  mark BLOB not null,
  mended INTEGER not null default 0,
  primary key (area_id, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_note (
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

CREATE INDEX service_note_by_service on service_note (area_id, service_id);

CREATE TABLE service_report (
  area_id BLOB not null,
  id BLOB not null,
  service_id BLOB not null,
  words TEXT not null,
  from_whom TEXT,
  at INTEGER not null,
  settled_at INTEGER,
  primary key (area_id, id)
) STRICT;

CREATE INDEX service_report_by_service on service_report (area_id, service_id);

CREATE TABLE service_version (
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

CREATE TABLE session (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  account_id BLOB not null,
  started_at INTEGER not null,
  seen_at INTEGER not null,
  expires_at INTEGER not null
) STRICT;

CREATE INDEX session_by_account on session (area_id, account_id);

CREATE TABLE sign_in_failure (
  email TEXT primary key,
  failures INTEGER not null,
  last_at INTEGER not null
) STRICT;

CREATE TABLE step (
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

CREATE INDEX step_by_journey on step (area_id, journey_id);

CREATE TABLE step_attainment (
  area_id BLOB not null,
  id BLOB not null,
  step_id BLOB not null,
  journey_id BLOB not null,
  level INTEGER not null,
  at INTEGER not null,
  primary key (area_id, id)
) STRICT;

CREATE INDEX step_attainment_by_journey on step_attainment (area_id, journey_id, at);

CREATE TABLE step_hope (
  area_id BLOB not null,
  step_id BLOB not null,
  journey_id BLOB not null,
  expected TEXT not null,
  weight INTEGER not null,
  baseline INTEGER not null,
  at INTEGER not null,
  primary key (area_id, step_id)
) STRICT;

CREATE INDEX step_hope_by_journey on step_hope (area_id, journey_id);

CREATE TABLE supporter (
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

CREATE INDEX supporter_by_person on supporter (area_id, person_id);

CREATE TABLE tie (
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

CREATE INDEX tie_by_person on tie (area_id, person_id);

CREATE TABLE told_link (
  fingerprint BLOB primary key,
  area_id BLOB not null,
  story_id BLOB not null,
  made_at INTEGER not null,
  expires_at INTEGER not null
) STRICT;

CREATE INDEX told_link_by_story on told_link (area_id, story_id);

CREATE TABLE told_story (
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

CREATE INDEX told_story_by_journey on told_story (area_id, journey_id, begun_at);

CREATE UNIQUE INDEX told_story_live on told_story (area_id, journey_id) where withdrawn_at is null;

CREATE TABLE told_use (
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

CREATE UNIQUE INDEX told_use_live on told_use (area_id, story_id, use_of) where ended_at is null;

CREATE INDEX told_use_shown on told_use (area_id, use_of, agreed_at) where ended_at is null;

CREATE TABLE told_version (
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

CREATE TABLE town (
  name TEXT primary key,
  lat REAL not null,
  lon REAL not null
) STRICT;

CREATE TABLE use_import (
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

CREATE INDEX use_import_by_day on use_import (area_id, at);

CREATE TABLE use_month (
  area_id BLOB not null,
  key BLOB not null,
  month INTEGER not null,
  kind TEXT not null,
  count INTEGER not null,
  primary key (area_id, key, kind, month)
) STRICT;

CREATE INDEX use_month_by_month on use_month (area_id, month);

CREATE TABLE use_of_area (
  area_id BLOB primary key,
  salt_mark TEXT not null,
  at INTEGER not null
) STRICT;

CREATE TABLE use_person (
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
