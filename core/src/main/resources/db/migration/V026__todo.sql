-- Files that belong to things of any kind. A row is written when its content is on the disk, and the content removed when the row is gone: what is
-- seen can be had, and content without a row is swept away.
CREATE TABLE attachment (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  owner_type text NOT NULL,
  owner_id uuid NOT NULL,
  name text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  sha256 bytea NOT NULL,
  created_by_id uuid,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX attachment_of ON attachment (tenant_id, owner_type, owner_id, created_at, id);
SELECT kernel.protect('attachment', 'SELECT, INSERT, DELETE');

-- How much a tenant's attachments take, in the same transactions as they.
CREATE TABLE attachment_space (
  tenant_id uuid PRIMARY KEY REFERENCES tenant (id),
  bytes bigint NOT NULL
);
SELECT kernel.protect('attachment_space', 'SELECT, INSERT, UPDATE');

-- When somebody last downloaded one: the next one has to wait.
CREATE TABLE attachment_download (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE
);
SELECT kernel.protect('attachment_download', 'SELECT, INSERT, UPDATE');

CREATE TABLE todo (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  project_id uuid NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  solution text NOT NULL,
  type text NOT NULL CHECK (type IN ('scheduledIncident', 'riskWarning', 'other')),
  severity text NOT NULL CHECK (severity IN ('critical', 'major', 'minor', 'suggestion')),
  state text NOT NULL CHECK (state IN ('pending', 'processing', 'closed', 'cancelled')),
  notification text NOT NULL CHECK (notification IN ('default', 'sms', 'wecom', 'dingtalk', 'email', 'none')),
  deadline timestamptz NOT NULL,
  labels text[] NOT NULL,
  created_by_id uuid,
  created_by_name text NOT NULL,
  -- The owner who accepted it, an engineer.
  accepted_by_id uuid,
  accepted_by_name text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  accepted_at timestamptz,
  ended_at timestamptz,
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project (tenant_id, id)
);
CREATE INDEX todo_created ON todo (tenant_id, created_at, id);
CREATE INDEX todo_creator ON todo (tenant_id, created_by_id, created_at);
CREATE INDEX todo_acceptor ON todo (tenant_id, accepted_by_id, created_at);
CREATE INDEX todo_project ON todo (tenant_id, project_id, created_at, id);
CREATE INDEX todo_open ON todo (tenant_id, deadline) WHERE state IN ('pending', 'processing');
ALTER TABLE todo ADD PRIMARY KEY (tenant_id, id);
SELECT kernel.protect('todo');

-- Engineers, by the names that they had: a to-do keeps its owners when they are gone.
CREATE TABLE todo_owner (
  tenant_id uuid NOT NULL,
  todo_id uuid NOT NULL,
  engineer_id uuid NOT NULL,
  name text NOT NULL,
  place int NOT NULL,
  PRIMARY KEY (tenant_id, todo_id, engineer_id),
  FOREIGN KEY (tenant_id, todo_id) REFERENCES todo (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX todo_owner_of ON todo_owner (tenant_id, engineer_id, todo_id);
SELECT kernel.protect('todo_owner', 'SELECT, INSERT, DELETE');

CREATE TABLE todo_history (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  todo_id uuid NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  by_id uuid,
  by_name text NOT NULL,
  from_value text,
  to_value text,
  text text,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, todo_id) REFERENCES todo (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX todo_history_of ON todo_history (tenant_id, todo_id, at DESC, seq DESC);
SELECT kernel.protect('todo_history', 'SELECT, INSERT');

CREATE FUNCTION kernel.search_todo(pattern text, projects uuid[], n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT t.id FROM public.todo t
  WHERE t.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid AND (projects IS NULL OR t.project_id = ANY (projects))
    AND (t.name ILIKE pattern OR 'TODO' || lpad(t.number::text, 6, '0') ILIKE pattern OR t.description ILIKE pattern
      OR t.created_by_name ILIKE pattern OR EXISTS (
        SELECT 1 FROM public.todo_owner o WHERE o.tenant_id = t.tenant_id AND o.todo_id = t.id AND o.name ILIKE pattern))
  ORDER BY t.created_at DESC LIMIT n
$$;

-- What a message is about, besides incidents and alarms; and found by the project of that.
ALTER TABLE notification ADD COLUMN todo_id uuid;

CREATE OR REPLACE FUNCTION kernel.search_notification(pattern text, projects uuid[], n int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT m.id FROM public.notification m
  WHERE m.tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid
    AND (projects IS NULL
      OR EXISTS (SELECT 1 FROM public.incident i
        WHERE i.tenant_id = m.tenant_id AND i.id = m.incident_id AND i.project_id = ANY (projects))
      OR EXISTS (SELECT 1 FROM public.integration g
        WHERE g.tenant_id = m.tenant_id AND g.id = m.integration_id AND g.project_id = ANY (projects))
      OR EXISTS (SELECT 1 FROM public.todo t
        WHERE t.tenant_id = m.tenant_id AND t.id = m.todo_id AND t.project_id = ANY (projects)))
    AND (m.subject ILIKE pattern OR m.recipient_name ILIKE pattern OR m.address ILIKE pattern)
  ORDER BY m.created_at DESC LIMIT n
$$;
