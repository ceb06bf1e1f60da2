-- Integrations whose source fetches alarms: how far it has come, when it goes on, and until when a server is at it.
CREATE TABLE integration_pull (
  tenant_id uuid NOT NULL,
  integration_id uuid NOT NULL,
  cursor text,
  next_at timestamptz NOT NULL,
  leased_until timestamptz,
  failures int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, integration_id),
  FOREIGN KEY (tenant_id, integration_id) REFERENCES integration (tenant_id, id)
);
CREATE INDEX integration_pull_due ON integration_pull (next_at);
SELECT kernel.protect('integration_pull');

-- Rows for those that are new, and none any more for those that were cancelled.
CREATE FUNCTION kernel.pull_add(at timestamptz, pulling text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.integration_pull p USING public.integration i
  WHERE i.tenant_id = p.tenant_id AND i.id = p.integration_id AND i.deleted_at IS NOT NULL;
  INSERT INTO public.integration_pull (tenant_id, integration_id, next_at)
  SELECT i.tenant_id, i.id, at FROM public.integration i
  WHERE i.source = ANY (pulling) AND i.enabled AND i.deleted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM public.integration_pull p WHERE p.tenant_id = i.tenant_id AND p.integration_id = i.id)
  ON CONFLICT DO NOTHING
$$;

-- Those that are due, for one server until the lease ends; never the disabled ones and those of disabled tenants.
CREATE FUNCTION kernel.pull_lease(at timestamptz, until timestamptz, n int, pulling text[])
RETURNS TABLE (tenant_id uuid, id uuid, source text, name text, enabled boolean, settings text, secrets bytea, cursor text, failures int)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH due AS (
    SELECT p.tenant_id, p.integration_id FROM public.integration_pull p
    JOIN public.integration i ON i.tenant_id = p.tenant_id AND i.id = p.integration_id
    WHERE p.next_at <= at AND (p.leased_until IS NULL OR p.leased_until <= at)
      AND i.enabled AND i.deleted_at IS NULL AND i.source = ANY (pulling)
      AND NOT EXISTS (SELECT 1 FROM public.tenant d WHERE d.id = p.tenant_id AND d.disabled_at IS NOT NULL)
    ORDER BY p.next_at LIMIT n FOR UPDATE OF p SKIP LOCKED
  ), leased AS (
    UPDATE public.integration_pull u SET leased_until = until
    FROM due WHERE u.tenant_id = due.tenant_id AND u.integration_id = due.integration_id RETURNING u.*
  )
  SELECT i.tenant_id, i.id, i.source, i.name, i.enabled, i.settings::text, i.secrets, l.cursor, l.failures
  FROM leased l JOIN public.integration i ON i.tenant_id = l.tenant_id AND i.id = l.integration_id
$$;
