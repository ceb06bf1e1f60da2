-- One row for each event, person and channel: what was, is or will be delivered.
CREATE TABLE notification (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  event_id uuid NOT NULL,
  event text NOT NULL,
  incident_id uuid,
  alarm_id uuid,
  engineer_id uuid,
  recipient_name text NOT NULL,
  channel text NOT NULL,
  address text,
  language text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  facts jsonb NOT NULL,
  link_path text,
  state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'skipped')),
  attempts int NOT NULL,
  last_answer text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  next_attempt_at timestamptz,
  leased_until timestamptz,
  UNIQUE (tenant_id, event_id, engineer_id, channel),
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE SET NULL (engineer_id)
);
CREATE INDEX notification_due ON notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX notification_recent ON notification (tenant_id, created_at, id);
CREATE INDEX notification_of_incident ON notification (tenant_id, incident_id) WHERE incident_id IS NOT NULL;
-- Last, as for alarm: until there are statistics PostgreSQL takes the newest of indexes that look alike.
ALTER TABLE notification ADD PRIMARY KEY (tenant_id, id);
SELECT kernel.protect('notification');

CREATE FUNCTION kernel.search_notification(pattern text, n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM public.notification
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (subject ILIKE pattern OR recipient_name ILIKE pattern OR address ILIKE pattern)
  ORDER BY created_at DESC LIMIT n
$$;

CREATE TABLE notification_try (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  notification_id uuid NOT NULL,
  at timestamptz NOT NULL,
  sent boolean NOT NULL,
  answer text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX notification_try_of ON notification_try (tenant_id, notification_id, at);
SELECT kernel.protect('notification_try', 'SELECT, INSERT');

-- A tenant's own settings of a channel; without a row the installation's apply. Secrets are encrypted apart.
CREATE TABLE notification_channel (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  channel text NOT NULL,
  settings jsonb NOT NULL,
  secrets bytea,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, channel)
);
SELECT kernel.protect('notification_channel');

-- Leases due deliveries of any tenant, with the tenant's own settings of their channel: another server leaves them alone until the lease is
-- over. Busy tenants have enough under way.
CREATE FUNCTION kernel.notification_lease(at timestamptz, until timestamptz, n int, busy uuid[])
RETURNS TABLE (tenant_id uuid, id uuid, channel text, recipient_name text, address text, language text, subject text, text text, facts text,
  link_path text, attempts int, created_at timestamptz, settings text, secrets bytea)
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
    l.created_at, c.settings::text, c.secrets
  FROM leased l LEFT JOIN public.notification_channel c ON c.tenant_id = l.tenant_id AND c.channel = l.channel
  ORDER BY l.next_attempt_at, l.id
$$;

-- Records what became of leased deliveries of any tenant. A result counts while its lease is the row's; that a message was sent counts always.
CREATE FUNCTION kernel.notification_record(at timestamptz, tenants uuid[], ids uuid[], leases timestamptz[], states text[], answers text[],
  nexts timestamptz[], tries uuid[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
  INSERT INTO public.notification_try (tenant_id, id, notification_id, at, sent, answer)
  SELECT n.tenant_id, r.try_id, n.id, at, r.state = 'sent', r.answer
  FROM unnest(tenants, ids, states, answers, tries) AS r (tenant_id, id, state, answer, try_id)
  JOIN public.notification n ON n.tenant_id = r.tenant_id AND n.id = r.id
  ON CONFLICT DO NOTHING;
  UPDATE public.notification n SET state = r.state, last_answer = r.answer, next_attempt_at = r.next_at, leased_until = NULL,
    sent_at = CASE WHEN r.state = 'sent' THEN at END
  FROM unnest(tenants, ids, leases, states, answers, nexts) AS r (tenant_id, id, lease, state, answer, next_at)
  WHERE n.tenant_id = r.tenant_id AND n.id = r.id
    AND ((n.state = 'waiting' AND n.leased_until = r.lease) OR (r.state = 'sent' AND n.state <> 'sent'))
$$;
