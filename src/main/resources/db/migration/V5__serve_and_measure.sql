-- What people and the loop decided, a line each, in order.
create table audit_log (
  id        text primary key, -- UUIDv7: rows of one moment stay in their order
  at        bigint not null,
  actor     text not null,    -- flywheel for the loop, else who asked
  action    text not null,
  client_id text,
  version   integer,
  detail    text not null
);
create index idx_audit_log_at on audit_log (at, id);

-- The version that is tried out beside the one that answers.
create table challengers (
  client_id text primary key,
  version   integer not null,
  percent   real not null check (percent >= 0 and percent <= 50),
  shadow    integer not null, -- 1: it gets copies and its answers go nowhere
  salt      text not null,
  since     bigint not null,
  foreign key (client_id, version) references model_versions (client_id, version)
);

-- Every answer of the gateway. A request that was mirrored has a second row with the arm shadow.
create table served_answers (
  request_id        text not null,
  arm               text not null check (arm in ('champion', 'challenger', 'shadow', 'fallback')),
  at                bigint not null,
  client_id         text not null,
  version           integer,  -- of model and dataset; null: a fallback
  for_version       integer,  -- that should have answered in place of the fallback; null: none could be asked
  track             text,
  provider          text not null,
  model_id          text not null,
  fallback          text,
  status            integer not null,
  error             text,     -- a word
  streamed          integer not null,
  latency_ms        real not null,
  first_token_ms    real,
  prompt_tokens     bigint,   -- null: not told
  completion_tokens bigint,
  answer_bytes      bigint,
  conversation      text,     -- a hash
  primary key (request_id, arm)
);
create index idx_served_answers_client on served_answers (client_id, at);

-- What was asked and answered, of clients that allow it, without personal data.
create table served_texts (
  request_id text not null,
  arm        text not null,
  at         bigint not null,
  prompt     text not null,
  answer     text not null,
  primary key (request_id, arm)
);
create index idx_served_texts_at on served_texts (at);

-- What came of an answer: a score, an edit, an outcome.
create table feedback (
  id         text primary key, -- of its content, who gave it, and how often before
  request_id text not null,
  client_id  text not null,
  version    integer,
  at         bigint not null,
  given_by   text not null,
  score      real check (score >= 0 and score <= 1),
  acceptance real check (acceptance >= 0 and acceptance <= 1), -- of the edit
  edit       text,
  outcome    text,
  note       text
);
create index idx_feedback_client on feedback (client_id, at);
create index idx_feedback_request on feedback (request_id);

-- A live signal of a version that changed, and what was done about it last.
create table drift_alarms (
  client_id text not null,
  version   integer not null,
  signal    text not null,
  at        bigint not null,
  evidence  text not null,
  acted     text not null,
  primary key (client_id, version, signal)
);

-- Golden prompts of the night.
create table golden_checks (
  client_id text not null,
  version   integer not null,
  at        bigint not null,
  flaw      text, -- null: none
  primary key (client_id, version, at)
);

-- When models stop, as their providers say.
create table model_shutdowns (
  provider    text not null,
  model_id    text not null,
  stops_at    bigint,  -- null: not told
  read_at     bigint not null,
  warned_days integer, -- the last warning: 60, 30 or 7 days ahead
  primary key (provider, model_id)
);

-- A version whose model is taken from its server to make room: since when nobody goes back to it,
-- and when its server had confirmed that it is gone.
alter table model_versions add column removing_at bigint;
alter table model_versions add column removed_at bigint;

-- The same message as Block Kit; null: text alone.
alter table notifications add column blocks text;
