-- Jobs are enqueued inside the transaction that causes them. graphile-worker's tables are closed to laurel_app by row-level
-- security, so this one function is its only way in. The queue's own schema is made by the library at start.
create function enqueue_job(identifier text, payload json, run_at timestamptz, job_key text, max_attempts integer)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(
    identifier := enqueue_job.identifier,
    payload := enqueue_job.payload,
    run_at := enqueue_job.run_at,
    job_key := enqueue_job.job_key,
    max_attempts := enqueue_job.max_attempts
  );
end $$;
revoke execute on function enqueue_job(text, json, timestamptz, text, integer) from public;
grant execute on function enqueue_job(text, json, timestamptz, text, integer) to laurel_app;
