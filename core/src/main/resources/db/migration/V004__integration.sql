-- Monitoring systems that send alarms, each with its own key.
CREATE TABLE integration (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  source text NOT NULL,
  name text NOT NULL,
  description text,
  enabled boolean NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  key_secret bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_received_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  deleted_at timestamptz,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX integration_name ON integration (tenant_id, name) WHERE deleted_at IS NULL;
SELECT kernel.protect('integration');

CREATE FUNCTION kernel.find_integration(hash bytea)
RETURNS TABLE (tenant_id uuid, id uuid, source text, name text, enabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT tenant_id, id, source, name, enabled FROM public.integration WHERE key_hash = hash AND deleted_at IS NULL
$$;

-- How much came in, by minute; written by each server once a second at most.
CREATE TABLE integration_traffic (
  tenant_id uuid NOT NULL,
  integration_id uuid NOT NULL,
  minute timestamptz NOT NULL,
  received bigint NOT NULL,
  rejected bigint NOT NULL,
  PRIMARY KEY (tenant_id, integration_id, minute),
  FOREIGN KEY (tenant_id, integration_id) REFERENCES integration (tenant_id, id)
);
SELECT kernel.protect('integration_traffic');

CREATE FUNCTION kernel.integration_traffic_expire(before timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM public.integration_traffic WHERE minute < before $$;

-- What was refused, for inspection; the newest 50 of each integration.
CREATE TABLE rejected_payload (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  integration_id uuid NOT NULL,
  at timestamptz NOT NULL,
  reason text NOT NULL,
  remote text,
  path text,
  content_type text,
  size bigint NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, integration_id) REFERENCES integration (tenant_id, id)
);
CREATE INDEX rejected_payload_newest ON rejected_payload (tenant_id, integration_id, at DESC);
SELECT kernel.protect('rejected_payload');
