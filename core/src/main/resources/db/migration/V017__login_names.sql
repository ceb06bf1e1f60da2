-- Who signs in is known by the name for people and by the one that they sign in with: the trail tells namesakes apart.
DROP FUNCTION kernel.find_session(bytea, timestamptz, timestamptz);
CREATE FUNCTION kernel.find_session(hash bytea, at timestamptz, used_after timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, session_id uuid, user_id uuid, login text, display_name text, expires_at timestamptz,
  last_used_at timestamptz, must_change_password boolean, home_id uuid, home_name text, agency_id uuid, agency_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.id, t.name, s.id, u.id, u.name, u.display_name, least(s.expires_at, a.expires_at), s.last_used_at,
    u.must_change_password AND s.method = 'password', h.id, h.name, a.id, a.name
  FROM public.session s
  JOIN public.app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND NOT u.disabled
  LEFT JOIN public.agency a ON a.tenant_id = s.agency_tenant_id AND a.id = s.agency_id AND a.trusted_tenant_id = s.tenant_id
  LEFT JOIN public.tenant h ON h.id = s.tenant_id AND a.id IS NOT NULL
  JOIN public.tenant t ON t.id = coalesce(a.tenant_id, s.tenant_id)
  WHERE s.token_hash = hash AND least(s.expires_at, a.expires_at) > at AND s.last_used_at > used_after AND (s.agency_id IS NULL OR a.id IS NOT NULL)
$$;

DROP FUNCTION kernel.find_token(bytea, timestamptz);
CREATE FUNCTION kernel.find_token(hash bytea, at timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, token_id uuid, token_name text, actions text[], user_id uuid, login text, display_name text,
  expires_at timestamptz, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT k.tenant_id, t.name, k.id, k.name, k.actions, u.id, u.name, u.display_name, k.expires_at, k.last_used_at
  FROM public.api_token k
  JOIN public.app_user u ON u.tenant_id = k.tenant_id AND u.id = k.user_id AND NOT u.disabled
  JOIN public.tenant t ON t.id = k.tenant_id
  WHERE k.token_hash = hash AND k.expires_at > at
$$;
