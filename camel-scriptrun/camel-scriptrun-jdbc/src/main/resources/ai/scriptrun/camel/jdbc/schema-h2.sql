-- Tables of the run store on H2. Run this once where the store may not create tables (createSchema=false).

-- A run, from the intent to start it until its result was delivered and for a while after that.
-- owner: who waits for it; '' if it is free; null once it was delivered.
-- flight_of: its workflow while it is queued or in flight; null before and after, so that limits read only those.
-- doubt_until: until then an uncertain start counts as in flight.
CREATE TABLE IF NOT EXISTS scriptrun_run (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  service     varchar(255) NOT NULL,
  kind        varchar(255) NOT NULL,
  account     varchar(64)  NOT NULL,
  workflow_id bigint,
  flight_of   bigint,
  run_id      varchar(36),
  start_key   varchar(255),
  state       varchar(16)  NOT NULL,
  owner       varchar(255),
  due_at      timestamp(6) with time zone NOT NULL,
  started_at  timestamp(6) with time zone NOT NULL,
  ended_at    timestamp(6) with time zone,
  found_at    timestamp(6) with time zone,
  deliveries  integer      NOT NULL,
  doubt_until timestamp(6) with time zone,
  cost        double precision,
  terms       varchar(255),
  failure     blob,
  payload     blob
);
CREATE UNIQUE INDEX IF NOT EXISTS scriptrun_run_by_run ON scriptrun_run (service, kind, run_id);
CREATE UNIQUE INDEX IF NOT EXISTS scriptrun_run_by_key ON scriptrun_run (service, workflow_id, start_key);
CREATE INDEX IF NOT EXISTS scriptrun_run_open ON scriptrun_run (owner, service, kind, due_at, id);
CREATE INDEX IF NOT EXISTS scriptrun_run_delivered ON scriptrun_run (owner, ended_at, id);
CREATE INDEX IF NOT EXISTS scriptrun_run_flight ON scriptrun_run (service, flight_of, state, id);
CREATE INDEX IF NOT EXISTS scriptrun_run_cost ON scriptrun_run (service, workflow_id, ended_at, cost);

-- The lease of each owner, by this database's clock.
CREATE TABLE IF NOT EXISTS scriptrun_node (
  owner       varchar(255) PRIMARY KEY,
  account     varchar(64)  NOT NULL,
  lease_until timestamp(6) with time zone NOT NULL
);

-- How far the history of a workflow is known.
CREATE TABLE IF NOT EXISTS scriptrun_watch (
  service    varchar(255) NOT NULL,
  kind       varchar(255) NOT NULL,
  begun_at   timestamp(6) with time zone,
  read_up_to timestamp(6) with time zone,
  complete   boolean      NOT NULL,
  PRIMARY KEY (service, kind)
);

-- The workflows that have limits or a queue: starts lock the row while they look whether a limit allows them.
CREATE TABLE IF NOT EXISTS scriptrun_workflow (
  service     varchar(255) NOT NULL,
  workflow_id bigint       NOT NULL,
  PRIMARY KEY (service, workflow_id)
);
