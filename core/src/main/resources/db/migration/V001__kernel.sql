-- The kernel's own tables, and the rule by which every table of a tenant is protected.
-- Placeholders: app_role runs the server's SQL, ingest_role may only append original alarms. Neither owns anything.

CREATE SCHEMA kernel;
GRANT USAGE ON SCHEMA kernel TO ${app_role}, ${ingest_role};
GRANT USAGE ON SCHEMA public TO ${app_role}, ${ingest_role};
-- Functions made from here on are for the app role; what the lanes need is granted by name.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA kernel GRANT EXECUTE ON FUNCTIONS TO ${app_role};

-- The tenant of the transaction, or NULL. After a transaction the setting is '' and not NULL.
CREATE FUNCTION kernel.tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT nullif(current_setting('coc.tenant', true), '')::uuid $$;

-- Puts a table under row-level security: the app role sees and writes the rows of its transaction's tenant; the owner, as which only
-- SECURITY DEFINER functions run, sees all.
CREATE FUNCTION kernel.protect(target regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') RETURNS void LANGUAGE plpgsql
AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s TO ${app_role} USING (tenant_id = nullif(current_setting(''coc.tenant'', true), '''')::uuid) WITH CHECK (tenant_id = nullif(current_setting(''coc.tenant'', true), '''')::uuid)', target);
  EXECUTE format('CREATE POLICY owner ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT %s ON %s TO ${app_role}', privileges, target);
END $$;
REVOKE ALL ON FUNCTION kernel.protect(regclass, text) FROM ${app_role};

-- Which master key the secrets in here are encrypted with: one row. The owner reads it at the start, nobody else.
CREATE TABLE kernel.installation (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key_fingerprint text NOT NULL
);

-- Numbers for people (INC000123), per tenant and kind.
CREATE TABLE kernel.counter (
  tenant_id uuid NOT NULL,
  kind text NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (tenant_id, kind)
);
SELECT kernel.protect('kernel.counter', 'SELECT, INSERT, UPDATE');

-- Takes n numbers and gives the last one. Locks the counter until the transaction ends: take it as late as possible.
CREATE FUNCTION kernel.take_numbers(kind text, n bigint) RETURNS bigint LANGUAGE sql
AS $$
  INSERT INTO kernel.counter AS c (tenant_id, kind, value) VALUES (kernel.tenant(), kind, n)
  ON CONFLICT (tenant_id, kind) DO UPDATE SET value = c.value + excluded.value RETURNING value
$$;

-- Events that subscribers still have to take: one row for each event and subscriber.
CREATE TABLE kernel.outbox (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  subscriber text NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  aggregate_id uuid NOT NULL,
  version bigint NOT NULL,
  payload jsonb NOT NULL,
  dead boolean NOT NULL DEFAULT false,
  blocks boolean NOT NULL DEFAULT true,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  last_error text,
  created_at timestamptz NOT NULL
);
CREATE INDEX outbox_due ON kernel.outbox (next_at) WHERE NOT dead;
CREATE INDEX outbox_order ON kernel.outbox (subscriber, aggregate_id, version, id);
CREATE INDEX outbox_dead ON kernel.outbox (tenant_id, created_at) WHERE dead;
SELECT kernel.protect('kernel.outbox', 'INSERT');

-- The heads, one for each subscriber and aggregate, that are due, locked for the caller's transaction. A dead row goes on blocking its aggregate
-- where the subscriber said so.
CREATE FUNCTION kernel.outbox_claim(at timestamptz, n int)
RETURNS SETOF kernel.outbox LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT o.* FROM kernel.outbox o
  WHERE NOT o.dead AND o.next_at <= at
    AND NOT EXISTS (
      SELECT 1 FROM kernel.outbox p
      WHERE p.subscriber = o.subscriber AND p.aggregate_id = o.aggregate_id
        AND (p.version, p.id) < (o.version, o.id) AND (NOT p.dead OR p.blocks))
  ORDER BY o.next_at, o.id
  LIMIT n FOR UPDATE OF o SKIP LOCKED
$$;

CREATE FUNCTION kernel.outbox_done(ids uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM kernel.outbox WHERE id = ANY (ids) $$;

CREATE FUNCTION kernel.outbox_failed(failed uuid, error text, again timestamptz, give_up boolean)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE kernel.outbox SET attempts = attempts + 1, last_error = left(error, 2000), next_at = again, dead = give_up WHERE id = failed
$$;

CREATE FUNCTION kernel.outbox_counts(OUT waiting bigint, OUT resting bigint, OUT oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT count(*) FILTER (WHERE NOT dead), count(*) FILTER (WHERE dead), min(created_at) FILTER (WHERE NOT dead) FROM kernel.outbox
$$;

CREATE FUNCTION kernel.outbox_revive(revived uuid, at timestamptz) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  WITH u AS (UPDATE kernel.outbox SET dead = false, attempts = 0, next_at = at
    WHERE id = revived AND dead AND tenant_id = nullif(current_setting('coc.tenant', true), '')::uuid RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM u)
$$;

-- Things to do at a time. The nil tenant holds the system's own.
CREATE TABLE kernel.timer (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  kind text NOT NULL,
  ref text NOT NULL,
  due_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  last_error text,
  UNIQUE (tenant_id, kind, ref)
);
CREATE INDEX timer_due ON kernel.timer (due_at);
SELECT kernel.protect('kernel.timer', 'SELECT, INSERT, UPDATE, DELETE');

CREATE FUNCTION kernel.timer_claim(at timestamptz, kinds text[])
RETURNS SETOF kernel.timer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT * FROM kernel.timer WHERE due_at <= at AND kind = ANY (kinds) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
$$;

CREATE FUNCTION kernel.timer_done(fired uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ DELETE FROM kernel.timer WHERE id = fired $$;

CREATE FUNCTION kernel.timer_again(fired uuid, again timestamptz, error text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE kernel.timer SET due_at = again, last_error = left(error, 2000), attempts = CASE WHEN error IS NULL THEN 0 ELSE attempts + 1 END WHERE id = fired
$$;

-- A repeating task of the system itself: made once, never moved by a second start.
CREATE FUNCTION kernel.timer_system(new_id uuid, new_kind text, at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO kernel.timer (id, tenant_id, kind, ref, due_at, payload)
  VALUES (new_id, '00000000-0000-0000-0000-000000000000', new_kind, 'system', at, '{}') ON CONFLICT DO NOTHING
$$;
