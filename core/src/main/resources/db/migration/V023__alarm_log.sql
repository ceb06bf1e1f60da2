-- Original alarms in blocks: one row for what a lane commits of one integration at once, compressed. A row for each alarm cost PostgreSQL
-- more than everything else together. What the old table held is not carried over: nobody has run this before in earnest.
DROP FUNCTION kernel.search_original_alarm(text, uuid[], timestamptz, timestamptz, uuid, int);
DROP FUNCTION kernel.lane_read(int, bigint, bigint, int);
DROP FUNCTION kernel.original_alarm_partitions(date, int);
DROP FUNCTION kernel.original_alarm_drop(date);
DROP TABLE original_alarm;

CREATE TABLE alarm_log (
  tenant_id uuid NOT NULL,
  integration_id uuid NOT NULL,
  source text NOT NULL,
  lane int NOT NULL,
  epoch bigint NOT NULL,
  -- Of its last alarm; the first one's is last_seq - count + 1.
  last_seq bigint NOT NULL,
  count int NOT NULL,
  -- When the first and the last alarm were received; the same minute.
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  -- Which levels and states there are: bit 2 * level, and the one after it for recoveries.
  kinds int NOT NULL,
  -- Four bytes of hash of each fingerprint.
  fingerprints bytea NOT NULL,
  -- Bytes of fields when they are not compressed.
  size int NOT NULL,
  fields bytea NOT NULL,
  raws bytea NOT NULL
) PARTITION BY RANGE (last_at);
-- No search by the time of a tenant goes by another index; the log's is made last, for while a table has no statistics PostgreSQL takes the newest.
CREATE INDEX alarm_log_time ON alarm_log (tenant_id, last_at, lane, epoch, last_seq);
CREATE INDEX alarm_log_lane ON alarm_log (lane, epoch, last_seq);
ALTER TABLE alarm_log ALTER fingerprints SET STORAGE EXTERNAL, ALTER fields SET STORAGE EXTERNAL, ALTER raws SET STORAGE EXTERNAL;
SELECT kernel.protect('alarm_log', 'SELECT');
-- The lanes write rows of many tenants in one statement; they may do nothing else.
CREATE POLICY ingest ON alarm_log FOR INSERT TO ${ingest_role} WITH CHECK (true);
GRANT INSERT ON alarm_log TO ${ingest_role};

-- Makes the partitions of the given days (UTC). No grants: a partition asked directly would skip the parent's policies. Made apart and then
-- attached, which does not hold up those who write and read the log.
CREATE FUNCTION kernel.alarm_log_partitions(first_day date, days int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s'
AS $$
DECLARE d date; day_table text;
BEGIN
  PERFORM pg_advisory_xact_lock(7231001);
  FOR i IN 0 .. days - 1 LOOP
    d := first_day + i;
    day_table := 'alarm_log_' || to_char(d, 'YYYYMMDD');
    IF to_regclass('public.' || day_table) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I (LIKE public.alarm_log INCLUDING STORAGE)', day_table);
      EXECUTE format('ALTER TABLE public.alarm_log ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        day_table, d::timestamp AT TIME ZONE 'UTC', (d + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END $$;

-- Drops the days before the given one whose rows the router has all read; gives how many. Gives up soon when the log is in use: a drop that
-- waits makes everybody wait.
CREATE FUNCTION kernel.alarm_log_drop(before date) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s'
AS $$
DECLARE p record; unread boolean; dropped int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(7231001);
  FOR p IN SELECT c.relname FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
           WHERE i.inhparent = 'public.alarm_log'::regclass AND c.relname < 'alarm_log_' || to_char(before, 'YYYYMMDD')
           ORDER BY 1 LOOP
    -- One look into the index for each lane; every lane has a cursor.
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM kernel.lane_cursor c CROSS JOIN LATERAL (
                      SELECT 1 FROM public.%I a WHERE a.lane = c.lane AND (a.epoch, a.last_seq) > (c.epoch, c.seq)
                      ORDER BY a.lane, a.epoch, a.last_seq LIMIT 1) AS next_one)', p.relname) INTO unread;
    IF NOT unread THEN
      EXECUTE format('DROP TABLE public.%I', p.relname);
      dropped := dropped + 1;
    END IF;
  END LOOP;
  RETURN dropped;
END $$;

-- The next blocks, with about n alarms and so many bytes of fields; one at least. The first may begin before the place after which is read.
CREATE FUNCTION kernel.lane_read(read_lane int, after_epoch bigint, after_seq bigint, n int, most_bytes bigint)
RETURNS TABLE (tenant_id uuid, integration_id uuid, source text, lane int, epoch bigint, last_seq bigint, count int, size int, fields bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
  SELECT b.tenant_id, b.integration_id, b.source, b.lane, b.epoch, b.last_seq, b.count, b.size, b.fields FROM (
    SELECT l.*, sum(l.count) OVER w - l.count AS before_count, sum(l.size) OVER w AS total FROM (
      SELECT * FROM public.alarm_log a
      WHERE a.lane = read_lane AND (a.epoch, a.last_seq) > (after_epoch, after_seq)
      ORDER BY a.lane, a.epoch, a.last_seq LIMIT n) l
    WINDOW w AS (ORDER BY l.epoch, l.last_seq)) b
  WHERE b.before_count < n AND (b.total <= most_bytes OR b.before_count = 0)
  ORDER BY b.epoch, b.last_seq
$$;
