-- What Tag Manager's containers held when they were seen last: without secrets, without the code of
-- templates. Of each side (web, server …) the published version and the workspace; beside the
-- published one what its workspace would change, when Tag Manager's server told it.
create table gtm_exports (
  client_id     text not null,
  side          text not null,
  kind          text not null check (kind in ('published', 'draft')),
  container_id  text,
  content       text not null,
  draft_changes text,
  seen_at       bigint not null,
  primary key (client_id, side, kind)
);

-- One open question a client: what is true in its accounts now? And the last answer.
create table account_collections (
  client_id   text primary key,
  asked_at    bigint,
  because     text,
  answered_at bigint,
  answer      text,
  read_at     bigint, -- when the sources were asked last
  lease_owner text,
  lease_until bigint
);

-- How the column state is written; 1 is read for its version only.
alter table account_states add column format integer not null default 1;

-- The account state that was collected when the experiment came in; null until then.
alter table experiments add column account_state_version text;
create index idx_experiments_without_state on experiments (client_id)
  where account_state_version is null;
