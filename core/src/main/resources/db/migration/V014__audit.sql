-- Sealing of the trail: the lines of a tenant in a chain of keyed hashes. The app role has INSERT and SELECT on the trail; all else goes through
-- the functions here, which can seal what is not sealed and remove what is sealed and old, and nothing more.

-- A line's id begins with its time: the primary key serves lists and times, and an insertion keeps two indexes and not three.
DROP INDEX kernel.trace_time;
-- Sealing leaves a dead version of each line: cleaned up by their number, not by a share of a table that grows.
ALTER TABLE kernel.trace SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 20000);

-- What the chain is keyed with, encrypted under the master key for the owner 'trail'.
CREATE TABLE kernel.trail_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  encrypted bytea NOT NULL
);

-- The key of the installation; the one that is given becomes it when there is none.
CREATE FUNCTION kernel.trail_key_or(given bytea) RETURNS bytea LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO kernel.trail_key (encrypted) VALUES (given) ON CONFLICT DO NOTHING;
  RETURN (SELECT encrypted FROM kernel.trail_key);
END $$;

-- How far each tenant's lines are sealed. head_mac binds the head, anchor_mac the line at which what is kept begins.
CREATE TABLE kernel.trail_head (
  tenant_id uuid PRIMARY KEY,
  number bigint NOT NULL,
  hash bytea NOT NULL,
  head_mac bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  anchor_number bigint NOT NULL DEFAULT 0,
  anchor_hash bytea,
  anchor_mac bytea,
  anchor_at timestamptz,
  verified_at timestamptz,
  verified_number bigint,
  verified_ok boolean
);
SELECT kernel.protect('kernel.trail_head', 'SELECT');

-- Lines without a seal: some of each tenant that comes after the given one, `most` of them together. Nothing when another node is at it: the
-- lock is held until the transaction ends.
CREATE FUNCTION kernel.trail_unsealed(from_tenant uuid, each int, most int) RETURNS SETOF kernel.trace
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(7010514) THEN
    RETURN;
  END IF;
  RETURN QUERY
    WITH RECURSIVE tenants (id, n) AS (
      SELECT (SELECT t.tenant_id FROM kernel.trace t WHERE t.number IS NULL AND t.tenant_id > from_tenant ORDER BY t.tenant_id LIMIT 1), 1
      UNION ALL
      SELECT (SELECT t.tenant_id FROM kernel.trace t WHERE t.number IS NULL AND t.tenant_id > tenants.id ORDER BY t.tenant_id LIMIT 1), n + 1
      FROM tenants WHERE tenants.id IS NOT NULL AND n < most
    )
    SELECT line.* FROM tenants
    CROSS JOIN LATERAL (
      SELECT * FROM kernel.trace t WHERE t.number IS NULL AND t.tenant_id = tenants.id ORDER BY t.id LIMIT each) line
    WHERE tenants.id IS NOT NULL
    LIMIT most;
END $$;

CREATE FUNCTION kernel.trail_heads(tenants uuid[]) RETURNS SETOF kernel.trail_head
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT * FROM kernel.trail_head WHERE tenant_id = ANY (tenants) $$;

-- Sets the seals of lines that have none; gives how many there were.
CREATE FUNCTION kernel.trail_seal(tenants uuid[], ids uuid[], numbers bigint[], hashes bytea[]) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH sealed AS (
    UPDATE kernel.trace t SET number = s.number, hash = s.hash
    FROM unnest(tenants, ids, numbers, hashes) AS s (tenant, id, number, hash)
    WHERE t.tenant_id = s.tenant AND t.id = s.id AND t.number IS NULL
    RETURNING 1)
  SELECT count(*)::int FROM sealed
$$;

-- Moves heads forward, never back.
CREATE FUNCTION kernel.trail_head_move(tenants uuid[], numbers bigint[], hashes bytea[], macs bytea[], at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO kernel.trail_head AS h (tenant_id, number, hash, head_mac, sealed_at)
  SELECT s.tenant, s.number, s.hash, s.mac, at FROM unnest(tenants, numbers, hashes, macs) AS s (tenant, number, hash, mac)
  ON CONFLICT (tenant_id) DO UPDATE
    SET number = excluded.number, hash = excluded.hash, head_mac = excluded.head_mac, sealed_at = excluded.sealed_at
    WHERE h.number < excluded.number
$$;

-- Notes what a whole verification has found.
CREATE FUNCTION kernel.trail_verified(at timestamptz, up_to bigint, ok boolean) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE kernel.trail_head SET verified_at = at, verified_number = up_to, verified_ok = ok
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid RETURNING tenant_id
$$;

-- The last of the oldest sealed lines of a tenant that are all older than the time: with `most` lines to it at the most. Of one tenant that
-- has such lines; none when there is nothing to remove.
CREATE FUNCTION kernel.trail_expired(older timestamptz, most int, OUT tenant uuid, OUT number bigint, OUT hash bytea) RETURNS SETOF record
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT h.tenant_id, last.number, last.hash FROM kernel.trail_head h
  CROSS JOIN LATERAL (
    SELECT t.number, t.hash FROM (
      SELECT o.number, o.hash, bool_and(o.at < older) OVER (ORDER BY o.number) AS old FROM (
        SELECT * FROM kernel.trace WHERE tenant_id = h.tenant_id AND number > h.anchor_number ORDER BY number LIMIT most) o) t
    WHERE t.old ORDER BY t.number DESC LIMIT 1) last
  LIMIT 1
$$;

-- Removes the tenant's sealed lines up to a number that are all old, and notes beside the head where what is kept begins.
CREATE FUNCTION kernel.trail_expire(older timestamptz, up_to bigint, last_hash bytea, mac bytea, now_is timestamptz) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  ours uuid := (SELECT h.tenant_id FROM kernel.trail_head h WHERE h.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid FOR UPDATE);
BEGIN
  IF older > now() - interval '89 days' THEN
    RAISE EXCEPTION 'lines of the trail are kept for 90 days at least';
  END IF;
  RETURN QUERY DELETE FROM kernel.trace t WHERE t.tenant_id = ours AND t.number <= up_to AND t.at < older RETURNING t.id;
  IF EXISTS (SELECT 1 FROM kernel.trace t WHERE t.tenant_id = ours AND t.number <= up_to) THEN
    RAISE EXCEPTION 'not all lines of the trail up to % are old', up_to;
  END IF;
  UPDATE kernel.trail_head h SET anchor_number = up_to, anchor_hash = last_hash, anchor_mac = mac, anchor_at = now_is
  WHERE h.tenant_id = ours AND h.anchor_number < up_to;
END $$;

-- Heads of all tenants, for the log.
CREATE FUNCTION kernel.trail_all_heads() RETURNS TABLE (tenant text, number bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT t.name, h.number, h.hash FROM kernel.trail_head h JOIN public.tenant t ON t.id = h.tenant_id ORDER BY h.tenant_id LIMIT 10000 $$;
