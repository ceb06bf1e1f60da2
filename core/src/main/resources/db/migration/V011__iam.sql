-- Users with groups and policies, in place of a list of patterns for each user.

ALTER TABLE app_user
  ADD email text,
  ADD language text CHECK (language IN ('en', 'zh')),
  ADD must_change_password boolean NOT NULL DEFAULT false;

CREATE TABLE user_group (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  -- Groups of an OpenID provider whose people belong to this one.
  external_names text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT kernel.protect('user_group');

CREATE TABLE group_member (
  tenant_id uuid NOT NULL,
  group_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, group_id, user_id),
  FOREIGN KEY (tenant_id, group_id) REFERENCES user_group (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX group_member_user ON group_member (tenant_id, user_id);
SELECT kernel.protect('group_member');

-- Custom policies; system policies are code.
CREATE TABLE policy (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT kernel.protect('policy');

-- Who has which policy: a user or a group, a system policy or a custom one, everywhere or in one enterprise project.
CREATE TABLE policy_attachment (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  user_id uuid,
  group_id uuid,
  system_policy uuid,
  policy_id uuid,
  project_id uuid,
  created_at timestamptz NOT NULL,
  created_by uuid,
  created_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CHECK (num_nonnulls(user_id, group_id) = 1),
  CHECK (num_nonnulls(system_policy, policy_id) = 1),
  CONSTRAINT policy_attachment_once UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, group_id, system_policy, policy_id, project_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, group_id) REFERENCES user_group (tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT policy_attachment_policy FOREIGN KEY (tenant_id, policy_id) REFERENCES policy (tenant_id, id),
  CONSTRAINT policy_attachment_project FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id)
);
CREATE INDEX policy_attachment_group ON policy_attachment (tenant_id, group_id);
CREATE INDEX policy_attachment_of ON policy_attachment (tenant_id, policy_id);
SELECT kernel.protect('policy_attachment');

-- Counts the changes of users, groups, policies and attachments. A change takes the row first, so that those of a tenant come one after
-- the other and nodes see their numbers in order.
CREATE TABLE kernel.access_revision (
  tenant_id uuid PRIMARY KEY,
  revision bigint NOT NULL
);
SELECT kernel.protect('kernel.access_revision', 'SELECT, INSERT, UPDATE');

CREATE FUNCTION kernel.access_revisions() RETURNS SETOF kernel.access_revision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT * FROM kernel.access_revision $$;

-- What users had: everything becomes COC FullAccess, a list of patterns a policy of its own.
INSERT INTO policy_attachment (tenant_id, id, user_id, system_policy, created_at, created_by_name)
  SELECT tenant_id, gen_random_uuid(), id, '00000000-0000-7000-8000-000000000001', now(), 'System' FROM app_user WHERE '*' = ANY (actions);
WITH listed AS (
  SELECT u.tenant_id, u.id AS user_id, u.name, gen_random_uuid() AS policy_id, jsonb_agg(a) AS list
  FROM app_user u CROSS JOIN LATERAL unnest(u.actions) AS a
  WHERE NOT '*' = ANY (u.actions) AND a ~ '^[a-zA-Z*]+(:[a-zA-Z*]+){2}$'
  GROUP BY u.tenant_id, u.id, u.name
), made AS (
  INSERT INTO policy (tenant_id, id, name, document, created_at, updated_at)
    SELECT tenant_id, policy_id, 'User ' || name,
      jsonb_build_object('Version', '1.1', 'Statement', jsonb_build_array(jsonb_build_object('Effect', 'Allow', 'Action', list))), now(), now()
    FROM listed RETURNING tenant_id, id
)
INSERT INTO policy_attachment (tenant_id, id, user_id, policy_id, created_at, created_by_name)
  SELECT l.tenant_id, gen_random_uuid(), l.user_id, l.policy_id, now(), 'System'
  FROM listed l JOIN made m ON m.tenant_id = l.tenant_id AND m.id = l.policy_id;

DROP FUNCTION kernel.find_user(text, text);
CREATE FUNCTION kernel.find_user(tenant_name text, user_name text)
RETURNS TABLE (tenant_id uuid, user_id uuid, display_name text, password_hash text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT u.tenant_id, u.id, u.display_name, u.password_hash, u.disabled
  FROM public.tenant t JOIN public.app_user u ON u.tenant_id = t.id WHERE t.name = tenant_name AND u.name = user_name
$$;

DROP FUNCTION kernel.find_session(bytea, timestamptz);
CREATE FUNCTION kernel.find_session(hash bytea, at timestamptz)
RETURNS TABLE (tenant_id uuid, tenant_name text, session_id uuid, user_id uuid, display_name text, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT s.tenant_id, t.name, s.id, u.id, u.display_name, s.expires_at
  FROM public.session s
  JOIN public.app_user u ON u.tenant_id = s.tenant_id AND u.id = s.user_id AND NOT u.disabled
  JOIN public.tenant t ON t.id = s.tenant_id
  WHERE s.token_hash = hash AND s.expires_at > at
$$;

ALTER TABLE app_user DROP COLUMN actions;
