-- Enterprise projects: what a tenant's things belong to. Each tenant has a default one, whose id is the tenant's own.
CREATE TABLE project (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT kernel.protect('project');
INSERT INTO project (tenant_id, id, name, created_at) SELECT id, id, 'default', created_at FROM tenant;

CREATE OR REPLACE FUNCTION kernel.tenant_create(new_id uuid, new_name text, at timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.tenant (id, name, created_at) VALUES (new_id, new_name, at) ON CONFLICT (name) DO NOTHING;
  INSERT INTO public.project (tenant_id, id, name, created_at)
    SELECT t.id, t.id, 'default', at FROM public.tenant t WHERE t.name = new_name ON CONFLICT DO NOTHING;
  SELECT id FROM public.tenant WHERE name = new_name
$$;
