-- Signing in: sessions that end when they are not used, API tokens, networks from which users come, identity providers.
ALTER TABLE session ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'oidc'));
CREATE INDEX session_by_user ON session (tenant_id, user_id);

-- The networks from which a user has signed in: who guesses from elsewhere does not keep them out.
CREATE TABLE sign_in_network (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  network text NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id, network),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sign_in_network_age ON sign_in_network (last_at);
SELECT kernel.protect('sign_in_network');

CREATE TABLE api_token (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  actions text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  last_used_address text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, user_id, name),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX api_token_expiry ON api_token (expires_at);
SELECT kernel.protect('api_token');

CREATE TABLE identity_provider (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  client_secret bytea,
  scopes text[] NOT NULL,
  groups_claim text NOT NULL,
  label_en text NOT NULL,
  label_zh text NOT NULL,
  create_users boolean NOT NULL,
  default_group_id uuid,
  enabled boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, issuer, client_id)
);
CREATE UNIQUE INDEX identity_provider_id ON identity_provider (id);
SELECT kernel.protect('identity_provider');

-- Whom an identity provider means: by its own name and the user's there, and by nothing else.
CREATE TABLE user_identity (
  tenant_id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, issuer, subject),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX user_identity_by_user ON user_identity (tenant_id, user_id);
SELECT kernel.protect('user_identity');

-- Before a tenant is known: by names for sign-in, by the token's hash for every request. The tenant is told too when it has no such user.
DROP FUNCTION kernel.find_user(text, text);
CREATE FUNCTION kernel.find_user(tenant_name text, user_name text)
RETURNS TABLE (tenant_id uuid, user_id uuid, display_name text, password_hash text, disabled boolean, must_change_password boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.id, u.id, u.display_name, u.password_hash, u.disabled, u.must_change_password
  FROM public.tenant t LEFT JOIN public.app_user u ON u.tenant_id = t.id AND u.name = user_name WHERE t.name = tenant_name
$$;

DROP FUNCTION kernel.find_session(bytea, timestamptz);
CREATE FUNCTION kernel.find_session(hash bytea, at timestamptz, used_after timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, session_id uuid, user_id uuid, display_name text, expires_at timestamptz, last_used_at timestamptz,
  must_change_password boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.tenant_id, t.name, s.id, u.id, u.display_name, s.expires_at, s.last_used_at, u.must_change_password AND s.method = 'password'
  FROM public.session s
  JOIN public.app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND NOT u.disabled
  JOIN public.tenant t ON t.id = s.tenant_id
  WHERE s.token_hash = hash AND s.expires_at > at AND s.last_used_at > used_after
$$;

CREATE FUNCTION kernel.find_token(hash bytea, at timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, token_id uuid, token_name text, actions text[], user_id uuid, display_name text, expires_at timestamptz,
  last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.tenant_id, t.name, k.id, k.name, k.actions, u.id, u.display_name, k.expires_at, k.last_used_at
  FROM public.api_token k
  JOIN public.app_user u ON u.tenant_id = k.tenant_id AND u.id = k.user_id AND NOT u.disabled
  JOIN public.tenant t ON t.id = k.tenant_id
  WHERE k.token_hash = hash AND k.expires_at > at
$$;

CREATE FUNCTION kernel.sign_in_networks(tenant_name text, user_name text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT n.network FROM public.tenant t
  JOIN public.app_user u ON u.tenant_id = t.id AND u.name = user_name
  JOIN public.sign_in_network n ON n.tenant_id = t.id AND n.user_id = u.id
  WHERE t.name = tenant_name ORDER BY n.last_at DESC LIMIT 100
$$;

CREATE FUNCTION kernel.sign_in_options(tenant_name text)
RETURNS TABLE (id uuid, label_en text, label_zh text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p.id, p.label_en, p.label_zh FROM public.tenant t JOIN public.identity_provider p ON p.tenant_id = t.id AND p.enabled
  WHERE t.name = tenant_name ORDER BY p.label_en, p.id
$$;

-- Whose users an identity provider signs in.
CREATE FUNCTION kernel.find_identity_provider(provider uuid)
RETURNS TABLE (tenant_id uuid, tenant_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT p.tenant_id, t.name FROM public.identity_provider p JOIN public.tenant t ON t.id = p.tenant_id WHERE p.id = provider AND p.enabled
$$;

DROP FUNCTION kernel.session_expire(timestamptz);
CREATE FUNCTION kernel.session_expire(at timestamptz, used_before timestamptz, networks_before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.session WHERE expires_at < at OR last_used_at < used_before;
  DELETE FROM public.sign_in_network WHERE last_at < networks_before;
$$;
