-- What belongs to an enterprise project: integrations, forwarding rules and incidents. Alarms belong where their integration does, notifications
-- where what they are about does. What there was belongs to the default project, whose id is the tenant's.
ALTER TABLE integration ADD COLUMN project_id uuid;
UPDATE integration SET project_id = tenant_id;
ALTER TABLE integration ALTER COLUMN project_id SET NOT NULL,
  ADD FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id);
CREATE INDEX integration_project ON integration (tenant_id, project_id);

ALTER TABLE forwarding_rule ADD COLUMN project_id uuid;
UPDATE forwarding_rule SET project_id = tenant_id;
ALTER TABLE forwarding_rule ALTER COLUMN project_id SET NOT NULL,
  ADD FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id);
CREATE INDEX forwarding_rule_project ON forwarding_rule (tenant_id, project_id);

ALTER TABLE incident ADD COLUMN project_id uuid;
UPDATE incident SET project_id = tenant_id;
ALTER TABLE incident ALTER COLUMN project_id SET NOT NULL,
  ADD FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id);
CREATE INDEX incident_project ON incident (tenant_id, project_id, created_at, id);
-- The newest again: until there are statistics PostgreSQL takes the newest of indexes that look alike.
ALTER TABLE incident DROP CONSTRAINT incident_pkey;
ALTER TABLE incident ADD PRIMARY KEY (tenant_id, id);

-- Of an alarm; those of an incident follow the incident.
ALTER TABLE notification ADD COLUMN integration_id uuid;
UPDATE notification n SET integration_id = a.integration_id FROM alarm a WHERE a.tenant_id = n.tenant_id AND a.id = n.alarm_id;

-- The searches look for things of some projects only, so that others' do not use up the limit; of all when the projects are NULL.
DROP FUNCTION kernel.search_incident(text, int);
CREATE FUNCTION kernel.search_incident(pattern text, projects uuid[], n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM public.incident
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid AND (projects IS NULL OR project_id = ANY (projects))
    AND (title ILIKE pattern OR 'INC' || lpad(number::text, 6, '0') ILIKE pattern OR owner_name ILIKE pattern OR application ILIKE pattern)
  ORDER BY created_at DESC LIMIT n
$$;

DROP FUNCTION kernel.search_alarm(text, text, int);
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
  ORDER BY last_at DESC LIMIT n
$$;

DROP FUNCTION kernel.search_original_alarm(text, timestamptz, timestamptz, uuid, int);
CREATE FUNCTION kernel.search_original_alarm(
  pattern text, projects uuid[], from_at timestamptz, before_at timestamptz, before_id uuid, n int)
RETURNS SETOF public.original_alarm LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT * FROM public.original_alarm
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (projects IS NULL OR integration_id IN (
      SELECT i.id FROM public.integration i
      WHERE i.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid AND i.project_id = ANY (projects)))
    AND received_at >= from_at AND (received_at, id) < (before_at, before_id)
    AND (name ILIKE pattern OR resource_name ILIKE pattern OR description ILIKE pattern OR alarm_id ILIKE pattern OR application ILIKE pattern)
  ORDER BY received_at DESC, id DESC LIMIT n
$$;

DROP FUNCTION kernel.search_notification(text, int);
CREATE FUNCTION kernel.search_notification(pattern text, projects uuid[], n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT m.id FROM public.notification m
  WHERE m.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (projects IS NULL
      OR EXISTS (SELECT 1 FROM public.incident i
        WHERE i.tenant_id = m.tenant_id AND i.id = m.incident_id AND i.project_id = ANY (projects))
      OR EXISTS (SELECT 1 FROM public.integration g
        WHERE g.tenant_id = m.tenant_id AND g.id = m.integration_id AND g.project_id = ANY (projects)))
    AND (m.subject ILIKE pattern OR m.recipient_name ILIKE pattern OR m.address ILIKE pattern)
  ORDER BY m.created_at DESC LIMIT n
$$;

-- As before, and says in which project what the message is about is.
DROP FUNCTION kernel.notification_lease(timestamptz, timestamptz, int, uuid[]);
CREATE FUNCTION kernel.notification_lease(at timestamptz, until timestamptz, n int, busy uuid[])
RETURNS TABLE (tenant_id uuid, id uuid, channel text, recipient_name text, address text, language text, subject text, text text, facts text,
  link_path text, attempts int, created_at timestamptz, settings text, secrets bytea, project_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
  WITH due AS (
    SELECT d.tenant_id, d.id FROM public.notification d
    WHERE d.state = 'waiting' AND d.next_attempt_at <= at AND (d.leased_until IS NULL OR d.leased_until <= at) AND NOT d.tenant_id = ANY (busy)
    ORDER BY d.next_attempt_at LIMIT n FOR UPDATE SKIP LOCKED
  ), leased AS (
    UPDATE public.notification u SET leased_until = until, attempts = u.attempts + 1
    FROM due WHERE u.tenant_id = due.tenant_id AND u.id = due.id RETURNING u.*
  )
  SELECT l.tenant_id, l.id, l.channel, l.recipient_name, l.address, l.language, l.subject, l.text, l.facts::text, l.link_path, l.attempts,
    l.created_at, c.settings::text, c.secrets,
    coalesce((SELECT i.project_id FROM public.incident i WHERE i.tenant_id = l.tenant_id AND i.id = l.incident_id),
      (SELECT g.project_id FROM public.integration g WHERE g.tenant_id = l.tenant_id AND g.id = l.integration_id))
  FROM leased l LEFT JOIN public.notification_channel c ON c.tenant_id = l.tenant_id AND c.channel = l.channel
  ORDER BY l.next_attempt_at, l.id
$$;
