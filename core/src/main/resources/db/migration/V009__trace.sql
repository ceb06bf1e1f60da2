-- The trail: who did what, from where, and what came of it. Written in the transaction of the change; refused and failed attempts in one of
-- their own. The app role only adds; the seal, which chains the rows of a tenant, is set once by a function.
CREATE TABLE kernel.trace (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  name text NOT NULL,
  operation text NOT NULL,
  action text NOT NULL,
  resource_type text NOT NULL,
  resource_id text,
  resource_name text,
  project_id uuid,
  result text NOT NULL CHECK (result IN ('success', 'refused', 'failed')),
  status int,
  detail text,
  actor_id uuid,
  actor_name text NOT NULL,
  credential text NOT NULL CHECK (credential IN ('session', 'token', 'none', 'system')),
  credential_id uuid,
  credential_name text,
  address text NOT NULL,
  agent text NOT NULL,
  changes jsonb NOT NULL,
  -- How many more of the same the limits have left out since the one before.
  omitted int NOT NULL DEFAULT 0,
  number bigint,
  hash bytea,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX trace_time ON kernel.trace (tenant_id, at DESC, id DESC);
CREATE INDEX trace_unsealed ON kernel.trace (tenant_id, id) WHERE number IS NULL;
CREATE UNIQUE INDEX trace_number ON kernel.trace (tenant_id, number) WHERE number IS NOT NULL;
SELECT kernel.protect('kernel.trace', 'SELECT, INSERT');
