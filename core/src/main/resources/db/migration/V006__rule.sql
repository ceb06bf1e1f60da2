-- Forwarding rules. The version of a tenant's rules grows with every change: the router reads it with each batch.
CREATE TABLE forwarding_rule (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  application text,
  enabled boolean NOT NULL,
  priority int NOT NULL,
  trigger_type text NOT NULL CHECK (trigger_type IN ('incident', 'alarm')),
  sources text[] NOT NULL,
  integration_ids uuid[] NOT NULL,
  conditions jsonb,
  levels jsonb NOT NULL,
  group_by text[] NOT NULL,
  assigned boolean NOT NULL,
  engineer_id uuid,
  notify boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  -- A disabled rule lets its engineer go; an enabled one keeps them from being deleted.
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE SET NULL (engineer_id)
);
CREATE INDEX forwarding_rule_engineer ON forwarding_rule (tenant_id, engineer_id) WHERE engineer_id IS NOT NULL;
SELECT kernel.protect('forwarding_rule');

CREATE TABLE rules_version (
  tenant_id uuid PRIMARY KEY,
  version bigint NOT NULL
);
SELECT kernel.protect('rules_version', 'SELECT, INSERT, UPDATE');

-- Apart from the rule, so that counting does not touch what people edit.
CREATE TABLE forwarding_rule_hits (
  tenant_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  hits bigint NOT NULL,
  last_hit_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, rule_id),
  FOREIGN KEY (tenant_id, rule_id) REFERENCES forwarding_rule (tenant_id, id) ON DELETE CASCADE
);
SELECT kernel.protect('forwarding_rule_hits');
