-- Tenants, users, sessions. The full permissions of IAM come later; a user's actions are a list of patterns for now.

CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9-]{0,62}$'),
  created_at timestamptz NOT NULL
);
-- No tenant's own table: only definer functions read and write it.

CREATE TABLE app_user (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  actions text[] NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT kernel.protect('app_user');

CREATE TABLE session (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  remote text,
  user_agent text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX session_expiry ON session (expires_at);
SELECT kernel.protect('session');

CREATE FUNCTION kernel.tenant_create(new_id uuid, new_name text, at timestamptz) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO public.tenant (id, name, created_at) VALUES (new_id, new_name, at) ON CONFLICT (name) DO NOTHING;
  SELECT id FROM public.tenant WHERE name = new_name
$$;

-- Before a tenant is known: by names for sign-in, by the token's hash for every request.
CREATE FUNCTION kernel.find_user(tenant_name text, user_name text)
RETURNS TABLE (tenant_id uuid, user_id uuid, display_name text, password_hash text, actions text[], disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.tenant_id, u.id, u.display_name, u.password_hash, u.actions, u.disabled
  FROM public.tenant t JOIN public.app_user u ON u.tenant_id = t.id WHERE t.name = tenant_name AND u.name = user_name
$$;

CREATE FUNCTION kernel.find_session(hash bytea, at timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, session_id uuid, user_id uuid, display_name text, actions text[], expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.tenant_id, t.name, s.id, u.id, u.display_name, u.actions, s.expires_at
  FROM public.session s
  JOIN public.app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND NOT u.disabled
  JOIN public.tenant t ON t.id = s.tenant_id
  WHERE s.token_hash = hash AND s.expires_at > at
$$;

CREATE FUNCTION kernel.session_expire(before timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM public.session WHERE expires_at < before $$;
