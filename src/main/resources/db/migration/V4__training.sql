-- Training that costs money, can be watched and cancelled.
alter table training_jobs add column planned_at bigint;
alter table training_jobs add column created_at bigint;    -- the provider has the job since
alter table training_jobs add column event_id text;        -- the newest event that was told
alter table training_jobs add column cancel_asked bigint;
alter table training_jobs add column estimated_usd real;   -- null: unknown, not free
alter table training_jobs add column billed_tokens bigint;
alter table training_jobs add column billed_usd real;
alter table training_jobs add column earlier_usd real;     -- earlier attempts that a provider had
alter table training_jobs add column earlier_at bigint;    -- when the last of them was planned
update training_jobs set created_at = coalesce(intent_at, next_step),
  planned_at = coalesce(intent_at, next_step) where job_id is not null;

-- What a provider told of a training, in order.
create table training_events (
  client_id text not null,
  version   integer not null,
  number    integer not null,
  event_id  text not null,
  at        bigint not null,
  level     text not null,
  message   text not null,
  primary key (client_id, version, number),
  unique (client_id, version, event_id)
);

-- Each question once per model, prompt, sampling and sample, so that a crash asks only what is
-- missing. What a model of an earlier version answered is kept.
alter table evaluation_answers rename to evaluation_answers_before;
create table evaluation_answers (
  client_id         text not null,
  provider          text not null,
  model_id          text not null,
  prompt_hash       text not null,
  sampling          text not null,
  question_id       text not null, -- an experiment's id, or golden:N
  sample            integer not null,
  answer            text not null,
  failure           text,
  finish_reason     text,
  latency_ms        bigint,
  prompt_tokens     bigint,
  completion_tokens bigint,
  asked_at          bigint not null,
  primary key (client_id, provider, model_id, prompt_hash, sampling, question_id, sample)
);
insert into evaluation_answers (client_id, provider, model_id, prompt_hash, sampling, question_id,
    sample, answer, asked_at)
  select client_id, 'openai', model_id, prompt_hash, 'temperature=0', experiment_id, 0, answer,
    asked_at from evaluation_answers_before;
drop table evaluation_answers_before;

-- Every comparison of models: before a promotion, and again when the holdout has grown.
alter table evaluations rename to evaluations_before;
create table evaluations (
  client_id        text not null,
  version          integer not null,
  number           integer not null,
  kind             text not null check (kind in ('promotion', 'recheck')),
  dataset_version  integer not null,
  champion_version integer,
  scorecard        text, -- null: it did not come to the questions
  champion_card    text,
  baseline_card    text,
  evidence         text not null,
  verdict          text not null,
  reason           text not null,
  decided_at       bigint not null,
  primary key (client_id, version, number)
);
insert into evaluations (client_id, version, number, kind, dataset_version, champion_version,
    scorecard, champion_card, evidence, verdict, reason, decided_at)
  select client_id, version, 1, 'promotion', version, champion_version, scorecard, champion_card,
    '{}', verdict, reason, decided_at from evaluations_before;
drop table evaluations_before;

-- Models that could not be asked: since when, and why.
create table evaluation_silences (
  client_id text not null,
  provider  text not null,
  model_id  text not null,
  since     bigint not null,
  at        bigint not null,  -- the last time
  failures  integer not null, -- in a row
  refused   integer not null, -- 1: it will not answer, however often it is asked
  reason    text not null,
  primary key (client_id, provider, model_id)
);

-- One row a question and model of an evaluation.
create table evaluation_rows (
  client_id     text not null,
  version       integer not null,
  number        integer not null, -- of the evaluation
  role          text not null check (role in ('candidate', 'champion', 'baseline')),
  experiment_id text not null,
  samples       integer not null,
  recalled      integer not null,
  similarity    real not null,
  nearest_other real not null,
  failures      text,
  primary key (client_id, version, number, role, experiment_id)
);

-- What a judge model said: which of two answers is nearer to the reference, in either order.
create table evaluation_judgements (
  client_id     text not null,
  judge         text not null,
  experiment_id text not null,
  first_answer  text not null, -- SHA-256 of the answer that was shown first
  second_answer text not null,
  said          text not null,
  asked_at      bigint not null,
  primary key (client_id, judge, experiment_id, first_answer, second_answer)
);

-- One open question a client: is the model that answers still better than the one before?
create table evaluation_requests (
  client_id   text primary key,
  asked_at    bigint,
  because     text,
  answered_at bigint,
  answer      text,
  lease_owner text,
  lease_until bigint
);

-- The version that answered before this one was promoted: what a regression goes back to.
alter table model_versions add column replaced integer;
update model_versions set replaced = (
    select max(before.version) from model_versions before
    where before.client_id = model_versions.client_id and before.state = 'archived'
      and before.version < model_versions.version)
  where state in ('active', 'archived');
