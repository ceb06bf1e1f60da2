-- The address of a robot or webhook holds its key. The log shows it masked; so it must not be found by its key either, or whoever may search could guess
-- that letter by letter: of an address of the web only the host is searched.
CREATE FUNCTION kernel.notification_shown(address text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE WHEN address ~* '^https?:' THEN substring(address FROM '(?i)^https?://(?:[^/?#]*@)?([^/?#]*)') ELSE address END $$;

CREATE OR REPLACE FUNCTION kernel.search_notification(pattern text, projects uuid[], n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT m.id FROM public.notification m
  WHERE m.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (projects IS NULL
      OR EXISTS (SELECT 1 FROM public.incident i
        WHERE i.tenant_id = m.tenant_id AND i.id = m.incident_id AND i.project_id = ANY (projects))
      OR EXISTS (SELECT 1 FROM public.integration g
        WHERE g.tenant_id = m.tenant_id AND g.id = m.integration_id AND g.project_id = ANY (projects))
      OR EXISTS (SELECT 1 FROM public.todo t
        WHERE t.tenant_id = m.tenant_id AND t.id = m.todo_id AND t.project_id = ANY (projects)))
    AND (m.subject ILIKE pattern OR m.recipient_name ILIKE pattern OR kernel.notification_shown(m.address) ILIKE pattern)
  ORDER BY m.created_at DESC LIMIT n
$$;

-- Counts one message, as a test is, against the messages of a minute that an address takes: null when it may go, else when the address takes some again.
CREATE FUNCTION kernel.notification_take(at timestamptz, until timestamptz, channel text, address text, most int) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a_minute CONSTANT interval := '1 minute';
  here CONSTANT bytea := kernel.notification_place(channel, address);
  used int;
  opens timestamptz;
BEGIN
  -- The one that notification_lease_limited takes.
  PERFORM pg_advisory_xact_lock(hashtextextended(encode(here, 'hex'), 0));
  SELECT count(*), min(least(c.counts_until, at + a_minute)) INTO used, opens
  FROM kernel.notification_call c WHERE c.place = here AND c.counts_until > at;
  IF used >= most THEN
    RETURN opens;
  END IF;
  INSERT INTO kernel.notification_call (id, place, counts_until) VALUES (gen_random_uuid(), here, until + a_minute);
  RETURN NULL;
END $$;
