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
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, event_id, engineer_id, channel),
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE SET NULL (engineer_id)
);
CREATE INDEX notification_due ON notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX notification_recent ON notification (tenant_id, created_at, id);
CREATE INDEX notification_of_incident ON notification (tenant_id, incident_id) WHERE incident_id IS NOT NULL;
SELECT kernel.protect('notification');

-- Leases due deliveries of any tenant: another server leaves them alone until the lease is over.
CREATE FUNCTION kernel.notification_lease(at timestamptz, until timestamptz, n int) RETURNS SETOF public.notification
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
AS $$
  UPDATE public.notification u SET leased_until = until, attempts = u.attempts + 1
  FROM (SELECT tenant_id, id FROM public.notification
        WHERE state = 'waiting' AND next_attempt_at <= at AND (leased_until IS NULL OR leased_until <= at)
        ORDER BY next_attempt_at LIMIT n FOR UPDATE SKIP LOCKED) d
  WHERE u.tenant_id = d.tenant_id AND u.id = d.id RETURNING u.*
$$;

CREATE FUNCTION kernel.notification_next() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
AS $$ SELECT min(greatest(next_attempt_at, coalesce(leased_until, next_attempt_at))) FROM public.notification WHERE state = 'waiting' $$;

CREATE FUNCTION kernel.search_notification(pattern text, n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
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
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, notification_id) REFERENCES notification (tenant_id, id) ON DELETE CASCADE
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
