-- One open question for every client that has an experiment; asked twice it is one question.
insert into cycles (client_id, asked_at, because)
select distinct client_id, :#now, 'the schedule' from experiments where true
on conflict (client_id) do update set asked_at = excluded.asked_at, because = excluded.because
