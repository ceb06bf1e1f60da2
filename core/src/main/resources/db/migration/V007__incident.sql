CREATE TABLE incident (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  title text NOT NULL,
  description text,
  level text NOT NULL CHECK (level IN ('P1', 'P2', 'P3', 'P4', 'P5')),
  state text NOT NULL CHECK (state IN ('unaccepted', 'accepted', 'rejected', 'resolved', 'completed', 'closed')),
  category text NOT NULL,
  source text NOT NULL CHECK (source IN ('manual', 'transfer', 'alarm')),
  region text,
  application text,
  owner_id uuid,
  owner_name text,
  created_by_id uuid,
  created_by_name text NOT NULL,
  rule_id uuid,
  rule_name text,
  group_key bytea,
  notify_owner boolean NOT NULL,
  cause text,
  solution text,
  reject_reason text,
  alarm_count bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  accepted_at timestamptz,
  resolved_at timestamptz,
  ended_at timestamptz,
  recovered_at timestamptz,
  alarms_recovered_at timestamptz,
  UNIQUE (tenant_id, number)
);
-- One open incident for each rule and group of alarms.
CREATE UNIQUE INDEX incident_group ON incident (tenant_id, group_key) WHERE group_key IS NOT NULL AND state NOT IN ('completed', 'closed');
CREATE INDEX incident_created ON incident (tenant_id, created_at, id);
CREATE INDEX incident_updated ON incident (tenant_id, updated_at, id);
CREATE INDEX incident_open ON incident (tenant_id, state, created_at) WHERE state NOT IN ('completed', 'closed');
CREATE INDEX incident_owner ON incident (tenant_id, owner_id, created_at);
CREATE INDEX incident_totals ON incident (tenant_id, state, level);
-- Last, as for alarm: until there are statistics PostgreSQL takes the newest of indexes that look alike.
ALTER TABLE incident ADD PRIMARY KEY (tenant_id, id);
SELECT kernel.protect('incident');

CREATE FUNCTION kernel.search_incident(pattern text, n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT id FROM public.incident
  WHERE tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (title ILIKE pattern OR 'INC' || lpad(number::text, 6, '0') ILIKE pattern OR owner_name ILIKE pattern OR application ILIKE pattern)
  ORDER BY created_at DESC LIMIT n
$$;

CREATE TABLE incident_history (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  from_value text,
  to_value text,
  text text,
  alarm_id uuid,
  alarm_number text,
  alarm_name text,
  -- Entries of one moment stay in the order in which they were written.
  seq bigint GENERATED ALWAYS AS IDENTITY,
  -- No foreign key: incidents stay, the batches of the router are large, and a key's check, planned while a table was empty, scans it whole.
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX incident_history_of ON incident_history (tenant_id, incident_id, at DESC, seq DESC);
-- The steps of people, apart from what alarms did, which may be thousands of times as much.
CREATE INDEX incident_history_steps ON incident_history (tenant_id, incident_id, at DESC, seq DESC) WHERE alarm_id IS NULL;
CREATE INDEX incident_history_recent ON incident_history (tenant_id, at DESC, seq DESC) WHERE alarm_id IS NULL;
SELECT kernel.protect('incident_history', 'SELECT, INSERT');
