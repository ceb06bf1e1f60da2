-- Original alarms are a log, written by lanes and read by the router; alarms are what the log folds into.

-- A lane has one writer and one transaction in flight, so within an epoch its sequence is its commit order.
CREATE TABLE kernel.lane (
  lane int PRIMARY KEY,
  epoch bigint NOT NULL
);
-- How far the router has read each lane.
CREATE TABLE kernel.lane_cursor (
  lane int PRIMARY KEY,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  moved_at timestamptz
);

-- Begins a new epoch. The caller holds the lane's advisory lock in its session, which the writer before it can only have lost by ending.
CREATE FUNCTION kernel.lane_open(opened int) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO kernel.lane_cursor (lane, epoch, seq) VALUES (opened, 0, 0) ON CONFLICT DO NOTHING;
  INSERT INTO kernel.lane AS l (lane, epoch) VALUES (opened, 1) ON CONFLICT (lane) DO UPDATE SET epoch = l.epoch + 1 RETURNING epoch
$$;
GRANT EXECUTE ON FUNCTION kernel.lane_open(int) TO ${ingest_role};

CREATE TABLE original_alarm (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  integration_id uuid NOT NULL,
  source text NOT NULL,
  lane int NOT NULL,
  epoch bigint NOT NULL,
  seq bigint NOT NULL,
  received_at timestamptz NOT NULL,
  fingerprint text NOT NULL,
  alarm_id text NOT NULL,
  name text NOT NULL,
  level smallint NOT NULL,
  ok boolean NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  expires_at timestamptz,
  namespace text,
  region text,
  application text,
  resource_name text,
  resource_id text,
  description text,
  url text,
  additional text NOT NULL,
  raw text NOT NULL
) PARTITION BY RANGE (received_at);
CREATE INDEX original_alarm_log ON original_alarm (lane, epoch, seq);
CREATE INDEX original_alarm_time ON original_alarm (tenant_id, received_at, id);
SELECT kernel.protect('original_alarm', 'SELECT');
-- The lanes write rows of many tenants in one statement; they may do nothing else.
CREATE POLICY ingest ON original_alarm FOR INSERT TO ${ingest_role} WITH CHECK (true);
GRANT INSERT ON original_alarm TO ${ingest_role};

-- Makes the partitions of the given days (UTC). No grants: a partition asked directly would skip the parent's policies. Made apart and then
-- attached, which does not hold up those who write and read the log.
CREATE FUNCTION kernel.original_alarm_partitions(first_day date, days int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
AS $$
DECLARE d date; day_table text;
BEGIN
  PERFORM pg_advisory_xact_lock(7231001);
  FOR i IN 0 .. days - 1 LOOP
    d := first_day + i;
    day_table := 'original_alarm_' || to_char(d, 'YYYYMMDD');
    IF to_regclass('public.' || day_table) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I (LIKE public.original_alarm)', day_table);
      EXECUTE format('ALTER TABLE public.original_alarm ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        day_table, d::timestamp AT TIME ZONE 'UTC', (d + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END $$;

-- Drops the days before the given one whose rows the router has all read; gives how many. Gives up soon when the log is in use: a drop that
-- waits makes everybody wait.
CREATE FUNCTION kernel.original_alarm_drop(before date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE p record; unread boolean; dropped int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7231001);
  FOR p IN SELECT c.relname FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
           WHERE i.inhparent = 'public.original_alarm'::regclass AND c.relname < 'original_alarm_' || to_char(before, 'YYYYMMDD')
           ORDER BY 1 LOOP
    -- One look into the index for each lane; every lane has a cursor.
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM kernel.lane_cursor c CROSS JOIN LATERAL (
                      SELECT 1 FROM public.%I a WHERE a.lane = c.lane AND (a.epoch, a.seq) > (c.epoch, c.seq)
                      ORDER BY a.lane, a.epoch, a.seq LIMIT 1) AS next_one)', p.relname) INTO unread;
    IF NOT unread THEN
      EXECUTE format('DROP TABLE public.%I', p.relname);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;

-- Locks a lane's cursor for the caller's transaction; no row when another router has it.
CREATE FUNCTION kernel.lane_claim(claimed int) RETURNS TABLE (epoch bigint, seq bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT c.epoch, c.seq FROM kernel.lane_cursor c WHERE c.lane = claimed FOR UPDATE SKIP LOCKED
$$;

-- The next n rows, fewer when they are large: about 8 MB at once, and one at least.
CREATE FUNCTION kernel.lane_read(read_lane int, after_epoch bigint, after_seq bigint, n int)
RETURNS SETOF public.original_alarm LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
  SELECT * FROM public.original_alarm
  WHERE lane = read_lane AND (epoch, seq) > (after_epoch, after_seq)
  ORDER BY lane, epoch, seq LIMIT (
    SELECT greatest(1, count(*)) FROM (
      SELECT sum(500 + octet_length(additional) + coalesce(octet_length(description), 0)) OVER (ORDER BY epoch, seq) AS total FROM (
        SELECT epoch, seq, additional, description FROM public.original_alarm
        WHERE lane = read_lane AND (epoch, seq) > (after_epoch, after_seq)
        ORDER BY lane, epoch, seq LIMIT n) AS next_ones) AS weighed
    WHERE total <= 8388608)
$$;

CREATE FUNCTION kernel.lane_move(moved int, to_epoch bigint, to_seq bigint, at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ UPDATE kernel.lane_cursor SET epoch = to_epoch, seq = to_seq, moved_at = at WHERE lane = moved $$;

CREATE FUNCTION kernel.lanes() RETURNS SETOF int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT lane FROM kernel.lane ORDER BY 1 $$;

-- Free text over the original alarms of the transaction's tenant, newest first. Row-level security would keep LIKE from any index and from the limit.
CREATE FUNCTION kernel.search_original_alarm(pattern text, from_at timestamptz, before_at timestamptz, before_id uuid, n int)
RETURNS SETOF public.original_alarm LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT * FROM public.original_alarm
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND received_at >= from_at AND (received_at, id) < (before_at, before_id)
    AND (name ILIKE pattern OR resource_name ILIKE pattern OR description ILIKE pattern OR alarm_id ILIKE pattern OR application ILIKE pattern)
  ORDER BY received_at DESC, id DESC LIMIT n
$$;

-- One row for each occurrence: from its first report until it recovers or is cleared.
CREATE TABLE alarm (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  integration_id uuid NOT NULL,
  source text NOT NULL,
  fingerprint text NOT NULL,
  alarm_id text NOT NULL,
  name text NOT NULL,
  level smallint NOT NULL,
  state text NOT NULL CHECK (state IN ('firing', 'recovered', 'cleared')),
  count bigint NOT NULL,
  starts_at timestamptz NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  ended_at timestamptz,
  expires_at timestamptz,
  namespace text,
  region text,
  application text,
  resource_name text,
  resource_id text,
  description text,
  url text,
  additional text NOT NULL,
  last_original_id uuid NOT NULL,
  silent boolean NOT NULL DEFAULT false,
  rules_version bigint NOT NULL,
  rule_id uuid,
  rule_name text,
  incident_id uuid,
  owner_id uuid,
  owner_name text,
  FOREIGN KEY (tenant_id, integration_id) REFERENCES integration (tenant_id, id)
);
CREATE UNIQUE INDEX alarm_firing ON alarm (tenant_id, integration_id, fingerprint) WHERE state = 'firing';
CREATE INDEX alarm_recent ON alarm (tenant_id, last_at, id);
CREATE INDEX alarm_current ON alarm (tenant_id, last_at, id) WHERE state = 'firing';
CREATE INDEX alarm_began ON alarm (tenant_id, first_at);
CREATE INDEX alarm_of_incident ON alarm (tenant_id, incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX alarm_expiry ON alarm (expires_at) WHERE state = 'firing' AND expires_at IS NOT NULL;
-- These two come last: while a new table has no statistics all indexes that begin with the tenant look alike, and PostgreSQL takes the newest.
CREATE INDEX alarm_occurrences ON alarm (tenant_id, integration_id, fingerprint, first_at);
ALTER TABLE alarm ADD PRIMARY KEY (tenant_id, id);
SELECT kernel.protect('alarm');

-- Firing alarms that their sender fell silent about, of any tenant.
CREATE FUNCTION kernel.alarm_expired(at timestamptz, n int) RETURNS TABLE (tenant_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT tenant_id, id FROM public.alarm WHERE state = 'firing' AND expires_at <= at ORDER BY expires_at LIMIT n
$$;

CREATE FUNCTION kernel.search_alarm(pattern text, only_state text, n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM public.alarm
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND CASE only_state WHEN 'firing' THEN state = 'firing' WHEN 'ended' THEN state <> 'firing' ELSE true END
    AND (name ILIKE pattern OR alarm_id ILIKE pattern OR resource_name ILIKE pattern OR 'ALM' || lpad(number::text, 6, '0') ILIKE pattern)
  ORDER BY last_at DESC LIMIT n
$$;

CREATE TABLE alarm_history (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  alarm_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by_id uuid,
  by_name text,
  from_level smallint,
  to_level smallint,
  incident_id uuid,
  remark text,
  PRIMARY KEY (tenant_id, id)
);
-- No foreign key to alarm: on a young database its check was planned as a scan of the tenant's alarms, 80 times slower.
CREATE INDEX alarm_history_of ON alarm_history (tenant_id, alarm_id, at DESC, id DESC);
SELECT kernel.protect('alarm_history', 'SELECT, INSERT');
