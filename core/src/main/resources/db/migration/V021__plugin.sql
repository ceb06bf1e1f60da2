-- Plug-ins that the operator has disabled, on all servers of the installation: one row each.
CREATE TABLE kernel.disabled_plugin (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 2 AND 255),
  disabled_at timestamptz NOT NULL
);

-- Every server asks each second.
CREATE FUNCTION kernel.disabled_plugins() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM kernel.disabled_plugin $$;

-- The tenant whose people are told of changes.
CREATE FUNCTION kernel.operator() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM public.tenant WHERE name = 'default' $$;

-- Disables at a time, or enables with NULL; false when it was so already.
CREATE FUNCTION kernel.plugin_disable(plugin text, at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH added AS (
    INSERT INTO kernel.disabled_plugin (id, disabled_at)
    SELECT plugin, at WHERE at IS NOT NULL AND kernel.is_operator() ON CONFLICT DO NOTHING RETURNING 1)
  , removed AS (
    DELETE FROM kernel.disabled_plugin WHERE id = plugin AND at IS NULL AND kernel.is_operator() RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM added) OR EXISTS (SELECT 1 FROM removed)
$$;
