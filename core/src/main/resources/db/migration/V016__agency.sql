-- Agencies: a tenant entrusts users of another one with policies.
CREATE TABLE agency (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  -- Whose users may act by it, and its name, which never changes.
  trusted_tenant_id uuid NOT NULL REFERENCES tenant (id),
  trusted_tenant text NOT NULL,
  expires_at timestamptz,
  created_at timestamptz NOT NULL,
  created_by uuid,
  created_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
CREATE INDEX agency_trusted ON agency (trusted_tenant_id);
SELECT kernel.protect('agency');

-- Policies belong to users, groups and agencies.
ALTER TABLE policy_attachment
  ADD agency_id uuid,
  DROP CONSTRAINT policy_attachment_check,
  ADD CONSTRAINT policy_attachment_holder CHECK (num_nonnulls(user_id, group_id, agency_id) = 1),
  DROP CONSTRAINT policy_attachment_once,
  ADD CONSTRAINT policy_attachment_once
    UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, group_id, agency_id, system_policy, policy_id, project_id),
  ADD FOREIGN KEY (tenant_id, agency_id) REFERENCES agency (tenant_id, id) ON DELETE CASCADE;
CREATE INDEX policy_attachment_agency ON policy_attachment (tenant_id, agency_id) WHERE agency_id IS NOT NULL;

-- A session by an agency is one of its user's tenant, and acts in the agency's.
ALTER TABLE session
  ADD agency_tenant_id uuid,
  ADD agency_id uuid,
  DROP CONSTRAINT session_method_check,
  ADD CONSTRAINT session_method_check CHECK (method IN ('password', 'oidc', 'agency')),
  ADD CONSTRAINT session_agency FOREIGN KEY (agency_tenant_id, agency_id) REFERENCES agency (tenant_id, id) ON DELETE CASCADE;
CREATE INDEX session_by_agency ON session (agency_tenant_id, agency_id) WHERE agency_id IS NOT NULL;

ALTER TABLE kernel.trace
  DROP CONSTRAINT trace_credential_check,
  ADD CONSTRAINT trace_credential_check CHECK (credential IN ('session', 'token', 'agency', 'none', 'system')) NOT VALID;
ALTER TABLE kernel.trace VALIDATE CONSTRAINT trace_credential_check;

-- Of a session by an agency tenant_id is the agency's tenant, and home_id its user's; of others there is no home. It ends with the agency.
DROP FUNCTION kernel.find_session(bytea, timestamptz, timestamptz);
CREATE FUNCTION kernel.find_session(hash bytea, at timestamptz, used_after timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, session_id uuid, user_id uuid, display_name text, expires_at timestamptz, last_used_at timestamptz,
  must_change_password boolean, home_id uuid, home_name text, agency_id uuid, agency_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.id, t.name, s.id, u.id, u.display_name, least(s.expires_at, a.expires_at), s.last_used_at, u.must_change_password AND s.method = 'password',
    h.id, h.name, a.id, a.name
  FROM public.session s
  JOIN public.app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND NOT u.disabled
  LEFT JOIN public.agency a ON a.tenant_id = s.agency_tenant_id AND a.id = s.agency_id AND a.trusted_tenant_id = s.tenant_id
  LEFT JOIN public.tenant h ON h.id = s.tenant_id AND a.id IS NOT NULL
  JOIN public.tenant t ON t.id = coalesce(a.tenant_id, s.tenant_id)
  WHERE s.token_hash = hash AND least(s.expires_at, a.expires_at) > at AND s.last_used_at > used_after AND (s.agency_id IS NULL OR a.id IS NOT NULL)
$$;

-- Who is to be entrusted: a tenant by its name.
CREATE FUNCTION kernel.find_tenant(tenant_name text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT id FROM public.tenant WHERE name = tenant_name $$;

-- The agencies of other tenants by which the users of this one may act there.
CREATE FUNCTION kernel.trusting_agencies(at timestamptz)
RETURNS TABLE (id uuid, name text, description text, tenant_id uuid, tenant_name text, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT a.id, a.name, a.description, t.id, t.name, a.expires_at
  FROM public.agency a JOIN public.tenant t ON t.id = a.tenant_id AND t.disabled_at IS NULL
  WHERE a.trusted_tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid AND (a.expires_at IS NULL OR a.expires_at > at)
  ORDER BY t.name, a.name LIMIT 1000
$$;

-- Ends what others do in this tenant by one of its agencies, or by all; gives the sessions.
CREATE FUNCTION kernel.agency_sessions_end(only_agency uuid) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  DELETE FROM public.session
  WHERE agency_tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid AND (only_agency IS NULL OR agency_id = only_agency)
  RETURNING id
$$;
