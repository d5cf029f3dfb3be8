-- Times are milliseconds since 1970 UTC unless they are the user's own text.
-- A row that two processes could want carries a lease: who works on it, and until when.

-- Evidence. The nine columns of the seed first; ours after.
create table experiments (
  id               text primary key,
  client_id        text not null,
  run_id           text not null,
  problem          text not null,
  solution         text not null,
  score            real not null check (score >= 0 and score <= 1),
  timestamp        text not null,
  account_snapshot text not null,
  sources_used     text not null,
  timestamp_ms     bigint not null,
  extra            text,
  content_hash     text not null,
  received_at      bigint not null
);
create index idx_experiments_client_run on experiments (client_id, run_id);
create index idx_experiments_client_score on experiments (client_id, score);

-- What was true in the client's accounts; number counts the versions, version is the semver.
create table account_states (
  client_id text not null,
  number    integer not null,
  version   text not null,
  reason    text not null,
  state     text not null,
  taken_at  bigint not null,
  primary key (client_id, number)
);

-- Immutable datasets, and what became of every experiment that was looked at for one.
create table datasets (
  client_id             text not null,
  version               integer not null,
  hash                  text not null,
  system_prompt         text not null,
  account_state_version text,
  training_lines        integer not null,
  holdout_lines         integer not null,
  manifest              text not null,
  created_at            bigint not null,
  primary key (client_id, version)
);
create table dataset_lines (
  client_id     text not null,
  version       integer not null,
  experiment_id text not null references experiments (id),
  part          text not null check (part in ('train', 'holdout', 'duplicate', 'quarantined')),
  line          integer,
  note          text,
  primary key (client_id, version, experiment_id)
);
create index idx_dataset_lines_experiment on dataset_lines (experiment_id, part);

-- The registry.
create table model_versions (
  client_id  text not null,
  version    integer not null,
  track      text not null,
  provider   text not null,
  base_model text not null,
  model_id   text,
  state      text not null check (state in
    ('training', 'evaluating', 'ready', 'active', 'archived', 'refused', 'held', 'failed')),
  eval_score real,
  reason     text,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (client_id, version),
  foreign key (client_id, version) references datasets (client_id, version)
);
create unique index one_active_version on model_versions (client_id) where state = 'active';

-- One durable walk from dataset to verdict. The state names what is to be done next, or is being
-- done; a state that spends money is written before the call that spends it.
create table training_jobs (
  client_id   text not null,
  version     integer not null,
  state       text not null check (state in
    ('planned', 'uploading', 'uploaded', 'creating', 'running', 'evaluating', 'done', 'failed')),
  file_id     text,
  job_id      text,
  intent_at   bigint,
  next_step   bigint not null,
  failures    integer not null default 0,
  last_event  text,
  note        text,
  lease_owner text,
  lease_until bigint,
  primary key (client_id, version),
  foreign key (client_id, version) references model_versions (client_id, version)
);
create index idx_training_jobs_due on training_jobs (state, next_step);

-- Each holdout question once per model and prompt, so that a crash asks only what is missing.
create table evaluation_answers (
  client_id     text not null,
  experiment_id text not null,
  model_id      text not null,
  prompt_hash   text not null,
  answer        text not null,
  asked_at      bigint not null,
  primary key (client_id, experiment_id, model_id, prompt_hash)
);
create table evaluations (
  client_id        text not null,
  version          integer not null,
  champion_version integer,
  scorecard        text not null,
  champion_card    text,
  verdict          text not null,
  reason           text not null,
  decided_at       bigint not null,
  primary key (client_id, version)
);

-- One open question a client: is a new model wanted? And the last answer.
create table cycles (
  client_id   text primary key,
  asked_at    bigint,
  because     text,
  answered_at bigint,
  answer      text,
  lease_owner text,
  lease_until bigint
);

-- The outbox: a message stays until Slack has confirmed it.
create table notifications (
  id          text primary key,
  client_id   text not null,
  kind        text not null,
  text        text not null,
  created_at  bigint not null,
  next_try    bigint not null,
  failures    integer not null default 0,
  sent_at     bigint,
  sent_by     text,
  lease_owner text,
  lease_until bigint
);
create index idx_notifications_due on notifications (sent_at, next_try);
