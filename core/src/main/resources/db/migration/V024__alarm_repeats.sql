-- Most of what comes in repeats what fires already. Such a repetition changes no column that an index has, so that PostgreSQL writes it beside
-- the old version and touches no index: lists go by when an alarm began, and the expiry's index by a time that is only moved when it has come.
ALTER TABLE alarm
  -- A hash of what an event says about its alarm: a repetition that says the same does not write it again.
  ADD COLUMN content bigint NOT NULL DEFAULT 0,
  -- When to look whether its time ran out: never after expires_at.
  ADD COLUMN expiry_due timestamptz;
UPDATE alarm SET expiry_due = expires_at;
ALTER TABLE alarm SET (fillfactor = 75);

DROP INDEX alarm_recent;
DROP INDEX alarm_current;
DROP INDEX alarm_began;
DROP INDEX alarm_expiry;
CREATE INDEX alarm_began ON alarm (tenant_id, first_at, id);
CREATE INDEX alarm_current ON alarm (tenant_id, first_at, id) WHERE state = 'firing';
CREATE INDEX alarm_expiry ON alarm (expiry_due) WHERE state = 'firing' AND expiry_due IS NOT NULL;
-- The newest again: until there are statistics PostgreSQL takes the newest of indexes that look alike.
DROP INDEX alarm_occurrences;
CREATE INDEX alarm_occurrences ON alarm (tenant_id, integration_id, fingerprint, first_at);
ALTER TABLE alarm DROP CONSTRAINT alarm_pkey;
ALTER TABLE alarm ADD PRIMARY KEY (tenant_id, id);

-- Firing alarms that are to be looked at, of any tenant; expired when their sender fell silent, else their time to be looked at has been moved.
DROP FUNCTION kernel.alarm_expired(timestamptz, int);
CREATE FUNCTION kernel.alarm_due(at timestamptz, n int) RETURNS TABLE (tenant_id uuid, id uuid, expired boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH due AS (
    SELECT a.tenant_id, a.id, a.expires_at FROM public.alarm a
    WHERE a.state = 'firing' AND a.expiry_due <= at ORDER BY a.expiry_due LIMIT n FOR UPDATE SKIP LOCKED),
  moved AS (
    UPDATE public.alarm a SET expiry_due = a.expires_at FROM due
    WHERE a.tenant_id = due.tenant_id AND a.id = due.id AND (due.expires_at > at OR due.expires_at IS NULL))
  SELECT tenant_id, id, coalesce(expires_at <= at, false) FROM due
$$;

DROP FUNCTION kernel.search_alarm(text, text, uuid[], int);
CREATE FUNCTION kernel.search_alarm(pattern text, only_state text, projects uuid[], n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM public.alarm
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (projects IS NULL OR integration_id IN (
      SELECT i.id FROM public.integration i
      WHERE i.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid AND i.project_id = ANY (projects)))
    AND CASE only_state WHEN 'firing' THEN state = 'firing' WHEN 'ended' THEN state <> 'firing' ELSE true END
    AND (name ILIKE pattern OR alarm_id ILIKE pattern OR resource_name ILIKE pattern OR 'ALM' || lpad(number::text, 6, '0') ILIKE pattern)
  ORDER BY first_at DESC LIMIT n
$$;
