-- A text is embedded once, ever: by what, and the SHA-256 of the text; little-endian floats.
create table embeddings (
  embedder     text not null,
  content_hash text not null,
  vector       blob not null,
  primary key (embedder, content_hash)
);

-- What the placeholders of a client's personal data are made with, when no setting says it.
create table redaction_keys (
  client_id  text primary key,
  secret     text not null,
  created_at bigint not null
);

-- Why a line is where it is: by which comparison, with which other example, how alike.
alter table dataset_lines add column method text;
alter table dataset_lines add column other_id text;
alter table dataset_lines add column similarity real;

-- What is left of an example's texts without personal data: by which rules, the texts where they
-- changed, and how many were replaced, by kind. What is here is not looked at again.
create table redacted_examples (
  experiment_id text primary key references experiments (id),
  rules         text not null,
  question      text,
  answer        text,
  counts        text
);

-- Examples are gone through the best first, several times a build: in the order of an index, so that
-- no pass has to sort a million texts.
drop index idx_experiments_client_score;
create index idx_experiments_best_first on experiments (client_id, score desc, timestamp_ms, id);
