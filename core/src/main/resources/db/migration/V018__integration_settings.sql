-- What an integration sets of its source: by the schema that the source declares; secrets encrypted for 'integration-settings:' || id.
ALTER TABLE integration ADD COLUMN settings jsonb NOT NULL DEFAULT '{}', ADD COLUMN secrets bytea;

DROP FUNCTION kernel.find_integration(bytea);
CREATE FUNCTION kernel.find_integration(hash bytea)
RETURNS TABLE (tenant_id uuid, id uuid, source text, name text, enabled boolean, settings text, secrets bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT tenant_id, id, source, name, enabled, settings::text, secrets FROM public.integration WHERE key_hash = hash AND deleted_at IS NULL
$$;
