-- Channels that take only so many messages a minute at one address: what does not fit is held, and goes out as one message (a digest) when the
-- address takes messages again.
ALTER TABLE notification
  -- No earlier than this, for its address has had its messages of a minute; once set it goes out with all others that wait for the address.
  ADD COLUMN held_until timestamptz,
  -- How many went out, or were tried, as one message the last time; null when it went alone.
  ADD COLUMN digest_of int;
DROP INDEX notification_due;
CREATE INDEX notification_due ON notification (greatest(next_attempt_at, held_until)) WHERE state = 'waiting';
CREATE INDEX notification_waiting ON notification (tenant_id, channel, address) WHERE state = 'waiting';

-- Calls that still count against a place's messages of a minute, of all tenants: from before the call until a minute after it, so that no minute
-- has more however long calls take. While one is under way, or its server has died: until a minute after its lease.
CREATE TABLE kernel.notification_call (
  id uuid PRIMARY KEY,
  place bytea NOT NULL,
  counts_until timestamptz NOT NULL
);
CREATE INDEX notification_call_of ON kernel.notification_call (place, counts_until);
CREATE INDEX notification_call_old ON kernel.notification_call (counts_until);

-- Which budget an address draws on: what follows a # is never sent to the provider. A hash, for addresses may hold keys.
CREATE FUNCTION kernel.notification_place(channel text, address text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(convert_to(channel || E'\n' || split_part(address, '#', 1), 'UTF8')) $$;

-- As before, without the channels that have a limit.
DROP FUNCTION kernel.notification_lease(timestamptz, timestamptz, int, uuid[]);
CREATE FUNCTION kernel.notification_lease(at timestamptz, until timestamptz, n int, busy uuid[], limited text[])
RETURNS TABLE (tenant_id uuid, id uuid, channel text, recipient_name text, address text, language text, subject text, text text, facts text,
  link_path text, attempts int, created_at timestamptz, settings text, secrets bytea, project_id uuid, call_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
  WITH due AS (
    SELECT d.tenant_id, d.id FROM public.notification d
    WHERE d.state = 'waiting' AND greatest(d.next_attempt_at, d.held_until) <= at AND (d.leased_until IS NULL OR d.leased_until <= at)
      AND NOT d.tenant_id = ANY (busy) AND (d.address IS NULL OR NOT d.channel = ANY (limited))
    ORDER BY greatest(d.next_attempt_at, d.held_until) LIMIT n FOR UPDATE SKIP LOCKED
  ), leased AS (
    UPDATE public.notification u SET leased_until = until, attempts = u.attempts + 1
    FROM due WHERE u.tenant_id = due.tenant_id AND u.id = due.id RETURNING u.*
  )
  SELECT l.tenant_id, l.id, l.channel, l.recipient_name, l.address, l.language, l.subject, l.text, l.facts::text, l.link_path, l.attempts,
    l.created_at, c.settings::text, c.secrets,
    coalesce((SELECT i.project_id FROM public.incident i WHERE i.tenant_id = l.tenant_id AND i.id = l.incident_id),
      (SELECT g.project_id FROM public.integration g WHERE g.tenant_id = l.tenant_id AND g.id = l.integration_id)),
    NULL::uuid
  FROM leased l LEFT JOIN public.notification_channel c ON c.tenant_id = l.tenant_id AND c.channel = l.channel
  ORDER BY l.next_attempt_at, l.id
$$;

-- Leases due deliveries of the channels that have a limit, for n calls at most; rows with the same call_id are one message. An address that has had
-- its messages of a minute gives none: what is due there is held until it takes some again.
CREATE FUNCTION kernel.notification_lease_limited(at timestamptz, until timestamptz, n int, busy uuid[], limited text[], limits int[])
RETURNS TABLE (tenant_id uuid, id uuid, channel text, recipient_name text, address text, language text, subject text, text text, facts text,
  link_path text, attempts int, created_at timestamptz, settings text, secrets bytea, project_id uuid, call_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
  a_minute CONSTANT interval := '1 minute';
  most_in_a_digest CONSTANT int := 1000;
  calls_left int := n;
  passed bytea[] := '{}';
  next_up record;
  here bytea;
  used int;
  free int;
  opens timestamptz;
  together uuid;
  taken int;
BEGIN
  DELETE FROM kernel.notification_call WHERE id IN (
    SELECT o.id FROM kernel.notification_call o WHERE o.counts_until <= at - a_minute ORDER BY o.counts_until LIMIT 200 FOR UPDATE SKIP LOCKED);
  WHILE calls_left > 0 LOOP
    SELECT d.tenant_id, d.channel, d.address INTO next_up FROM public.notification d
    WHERE d.state = 'waiting' AND greatest(d.next_attempt_at, d.held_until) <= at AND (d.leased_until IS NULL OR d.leased_until <= at)
      AND d.channel = ANY (limited) AND d.address IS NOT NULL AND NOT d.tenant_id = ANY (busy)
      AND NOT kernel.notification_place(d.channel, d.address) = ANY (passed)
    ORDER BY greatest(d.next_attempt_at, d.held_until) LIMIT 1;
    EXIT WHEN NOT FOUND;
    here := kernel.notification_place(next_up.channel, next_up.address);
    passed := passed || here;
    -- Another server is at this place: it leaves nothing to do.
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(hashtextextended(encode(here, 'hex'), 0));
    SELECT count(*), min(least(c.counts_until, at + a_minute)) INTO used, opens
    FROM kernel.notification_call c WHERE c.place = here AND c.counts_until > at;
    free := limits[array_position(limited, next_up.channel)] - used;
    together := NULL;
    taken := 0;
    IF free > 0 THEN
      IF EXISTS (
        SELECT 1 FROM public.notification h
        WHERE h.tenant_id = next_up.tenant_id AND h.channel = next_up.channel AND h.address = next_up.address AND h.state = 'waiting'
          AND h.held_until IS NOT NULL AND h.next_attempt_at <= at AND (h.leased_until IS NULL OR h.leased_until <= at)) THEN
        together := gen_random_uuid();
      END IF;
      RETURN QUERY WITH due AS (
        SELECT d.tenant_id, d.id FROM public.notification d
        WHERE d.tenant_id = next_up.tenant_id AND d.channel = next_up.channel AND d.address = next_up.address AND d.state = 'waiting'
          AND d.next_attempt_at <= at AND (d.leased_until IS NULL OR d.leased_until <= at)
        ORDER BY d.next_attempt_at, d.id
        LIMIT CASE WHEN together IS NULL THEN least(free, calls_left) ELSE most_in_a_digest END FOR UPDATE SKIP LOCKED
      ), leased AS (
        UPDATE public.notification u SET leased_until = until, attempts = u.attempts + 1
        FROM due WHERE u.tenant_id = due.tenant_id AND u.id = due.id RETURNING u.*, coalesce(together, gen_random_uuid()) AS call
      ), counted AS (
        INSERT INTO kernel.notification_call (id, place, counts_until) SELECT DISTINCT l.call, here, until + a_minute FROM leased l
      )
      SELECT l.tenant_id, l.id, l.channel, l.recipient_name, l.address, l.language, l.subject, l.text, l.facts::text, l.link_path, l.attempts,
        l.created_at, c.settings::text, c.secrets,
        coalesce((SELECT i.project_id FROM public.incident i WHERE i.tenant_id = l.tenant_id AND i.id = l.incident_id),
          (SELECT g.project_id FROM public.integration g WHERE g.tenant_id = l.tenant_id AND g.id = l.integration_id)),
        l.call
      FROM leased l LEFT JOIN public.notification_channel c ON c.tenant_id = l.tenant_id AND c.channel = l.channel
      ORDER BY l.next_attempt_at, l.id;
      GET DIAGNOSTICS taken = ROW_COUNT;
      IF together IS NOT NULL THEN
        taken := least(taken, 1);
      END IF;
      calls_left := calls_left - taken;
    END IF;
    IF taken >= free THEN
      UPDATE public.notification h SET held_until = greatest(coalesce(opens, at + a_minute), at + interval '1 second')
      WHERE (h.tenant_id, h.id) IN (
        SELECT d.tenant_id, d.id FROM public.notification d
        WHERE d.tenant_id = next_up.tenant_id AND d.channel = next_up.channel AND d.address = next_up.address AND d.state = 'waiting'
          AND greatest(d.next_attempt_at, d.held_until) <= at AND (d.leased_until IS NULL OR d.leased_until <= at)
        FOR UPDATE SKIP LOCKED);
    END IF;
  END LOOP;
END $$;

-- As before, with how many went together, and what frees the place: a minute after the call.
DROP FUNCTION kernel.notification_record(timestamptz, uuid[], uuid[], timestamptz[], text[], text[], timestamptz[], uuid[]);
CREATE FUNCTION kernel.notification_record(at timestamptz, tenants uuid[], ids uuid[], leases timestamptz[], states text[], answers text[],
  nexts timestamptz[], tries uuid[], digests int[], calls uuid[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan
AS $$
  UPDATE kernel.notification_call SET counts_until = at + interval '1 minute' WHERE id = ANY (calls);
  INSERT INTO public.notification_try (tenant_id, id, notification_id, at, sent, answer)
  SELECT n.tenant_id, r.try_id, n.id, at, r.state = 'sent', r.answer
  FROM unnest(tenants, ids, states, answers, tries) AS r (tenant_id, id, state, answer, try_id)
  JOIN public.notification n ON n.tenant_id = r.tenant_id AND n.id = r.id
  ON CONFLICT DO NOTHING;
  UPDATE public.notification n SET state = r.state, last_answer = r.answer, next_attempt_at = r.next_at, leased_until = NULL,
    digest_of = r.digest, sent_at = CASE WHEN r.state = 'sent' THEN at END
  FROM unnest(tenants, ids, leases, states, answers, nexts, digests) AS r (tenant_id, id, lease, state, answer, next_at, digest)
  WHERE n.tenant_id = r.tenant_id AND n.id = r.id
    AND ((n.state = 'waiting' AND n.leased_until = r.lease) OR (r.state = 'sent' AND n.state <> 'sent'))
$$;
