-- Tenants can be named for people, and disabled. The operator's tenant, which runs the installation, sees and changes them all; no other one any.
ALTER TABLE tenant ADD display_name text, ADD disabled_at timestamptz;

CREATE FUNCTION kernel.is_operator() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT EXISTS (SELECT 1 FROM public.tenant
    WHERE id = nullif(current_setting('coc.tenant', true), '')::uuid AND name = 'default')
$$;

CREATE FUNCTION kernel.tenants()
RETURNS TABLE (id uuid, name text, display_name text, created_at timestamptz, disabled_at timestamptz, users bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.id, t.name, coalesce(t.display_name, t.name), t.created_at, t.disabled_at,
    (SELECT count(*) FROM public.app_user u WHERE u.tenant_id = t.id)
  FROM public.tenant t WHERE kernel.is_operator()
$$;

-- Whether it is new: false when the id or the name is taken.
CREATE FUNCTION kernel.tenant_add(new_id uuid, new_name text, new_display_name text, at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH added AS (
    INSERT INTO public.tenant (id, name, display_name, created_at)
    SELECT new_id, new_name, new_display_name, at WHERE kernel.is_operator() ON CONFLICT DO NOTHING RETURNING id)
  , project AS (
    INSERT INTO public.project (tenant_id, id, name, created_at) SELECT id, id, 'default', at FROM added)
  SELECT EXISTS (SELECT 1 FROM added)
$$;

CREATE FUNCTION kernel.tenant_rename(changed uuid, new_display_name text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH u AS (UPDATE public.tenant SET display_name = new_display_name WHERE id = changed AND kernel.is_operator() RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM u)
$$;

-- Disables at a time, or enables with NULL; false when it was so already. Never the operator's own.
CREATE FUNCTION kernel.tenant_disable(changed uuid, at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH u AS (UPDATE public.tenant SET disabled_at = at
    WHERE id = changed AND name <> 'default' AND (disabled_at IS NULL) <> (at IS NULL) AND kernel.is_operator() RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM u)
$$;

-- Those that are shut out: every server asks each second.
CREATE FUNCTION kernel.disabled_tenants() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM public.tenant WHERE disabled_at IS NOT NULL $$;
CREATE INDEX tenant_disabled ON tenant (id) WHERE disabled_at IS NOT NULL;

-- The timers of a disabled tenant wait.
CREATE OR REPLACE FUNCTION kernel.timer_claim(at timestamptz, kinds text[])
RETURNS SETOF kernel.timer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.* FROM kernel.timer t
  WHERE t.due_at <= at AND t.kind = ANY (kinds)
    AND NOT EXISTS (SELECT 1 FROM public.tenant d WHERE d.id = t.tenant_id AND d.disabled_at IS NOT NULL)
  ORDER BY t.due_at LIMIT 1 FOR UPDATE OF t SKIP LOCKED
$$;

-- With which key of the master key the secrets are encrypted since it was last changed; NULL while it never was.
ALTER TABLE kernel.installation ADD key_id int;
