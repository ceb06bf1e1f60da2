-- Shift schedules. Areas: application and region are '' where there is none. Times of shifts are minutes of the day by the clock of the
-- scenario's time zone; a shift whose end is not after its start ends on the next day.

-- Which user an engineer is: what is given to the engineer waits for that user, who swaps the engineer's shifts. One user is one engineer at most.
ALTER TABLE engineer ADD COLUMN user_id uuid,
  ADD CONSTRAINT engineer_tenant_id_user_id_fkey
    FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE SET NULL (user_id),
  ADD CONSTRAINT engineer_user UNIQUE (tenant_id, user_id);

CREATE TABLE shift_scenario (
  tenant_id uuid NOT NULL REFERENCES tenant (id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  mode text NOT NULL CHECK (mode IN ('fixed', 'shift')),
  dimension text NOT NULL CHECK (dimension IN ('global', 'application')),
  zone text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name)
);
SELECT kernel.protect('shift_scenario');

CREATE TABLE shift_role (
  tenant_id uuid NOT NULL,
  scenario_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, scenario_id, name),
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES shift_scenario (tenant_id, id) ON DELETE CASCADE
);
SELECT kernel.protect('shift_role');

-- People of fixed scenarios; days are inclusive, NULL has no bound.
CREATE TABLE shift_member (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  scenario_id uuid NOT NULL,
  role_id uuid NOT NULL,
  application text NOT NULL,
  region text NOT NULL,
  engineer_id uuid NOT NULL,
  first_day date,
  last_day date,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES shift_scenario (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, role_id) REFERENCES shift_role (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX shift_member_scenario ON shift_member (tenant_id, scenario_id);
CREATE INDEX shift_member_engineer ON shift_member (tenant_id, engineer_id);
SELECT kernel.protect('shift_member');

-- Shifts of rotating scenarios: one role's people in one area on one day.
CREATE TABLE shift_slot (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  scenario_id uuid NOT NULL,
  role_id uuid NOT NULL,
  application text NOT NULL,
  region text NOT NULL,
  day date NOT NULL,
  name text,
  start_minute smallint NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute smallint NOT NULL CHECK (end_minute BETWEEN 0 AND 1439),
  engineers uuid[] NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES shift_scenario (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, role_id) REFERENCES shift_role (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX shift_slot_day ON shift_slot (tenant_id, scenario_id, day);
SELECT kernel.protect('shift_slot');

-- Somebody stands in. In the order of their ids a later one counts on top of an earlier one.
CREATE TABLE shift_override (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  scenario_id uuid NOT NULL,
  role_id uuid NOT NULL,
  application text NOT NULL,
  region text NOT NULL,
  engineer_id uuid NOT NULL,
  replaces_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  reason text,
  created_by_id uuid,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES shift_scenario (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, role_id) REFERENCES shift_role (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, replaces_id) REFERENCES engineer (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX shift_override_end ON shift_override (tenant_id, scenario_id, ends_at);
SELECT kernel.protect('shift_override');

-- Swaps. The shifts are named by id without a foreign key: the schedule may be overwritten while somebody is asked.
CREATE TABLE shift_swap (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  scenario_id uuid NOT NULL,
  slot_id uuid NOT NULL,
  other_slot_id uuid,
  engineer_id uuid NOT NULL,
  other_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'accepted', 'refused', 'withdrawn')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  other_starts_at timestamptz,
  other_ends_at timestamptz,
  message text,
  asked_at timestamptz NOT NULL,
  answered_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES shift_scenario (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, other_id) REFERENCES engineer (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX shift_swap_scenario ON shift_swap (tenant_id, scenario_id, state);
SELECT kernel.protect('shift_swap');

-- iCalendar addresses, known by the hash of their key.
CREATE TABLE shift_feed (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  engineer_id uuid,
  scenario_id uuid,
  user_id uuid NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, engineer_id) REFERENCES engineer (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, scenario_id) REFERENCES shift_scenario (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES app_user (tenant_id, id) ON DELETE CASCADE,
  CHECK (num_nonnulls(engineer_id, scenario_id) = 1)
);
SELECT kernel.protect('shift_feed');

-- Before a tenant is known.
CREATE FUNCTION kernel.find_shift_feed(hash bytea) RETURNS TABLE (tenant_id uuid, engineer_id uuid, scenario_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT f.tenant_id, f.engineer_id, f.scenario_id FROM public.shift_feed f
  JOIN public.app_user u ON u.tenant_id = f.tenant_id AND u.id = f.user_id AND NOT u.disabled
  WHERE f.key_hash = hash
$$;
