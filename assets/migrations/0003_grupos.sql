-- Groups (SCFV, PAIF, one-off activities): their hours and team, who is in
-- them, who waits, each meeting and who came, what the quarter confirms.
--
-- A meeting is first of all a consequence of the weekly hours and the calendar:
-- it has a row only once somebody said something of it. Its key is where the
-- hours put it (`planned_day`, `planned_starts`), which moving it never changes.

CREATE TABLE groups (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind     TEXT NOT NULL CHECK (kind IN ('scfv', 'paif', 'avulsa')),
  name     TEXT NOT NULL CHECK (name <> ''),
  -- Band of the service; '' = not by age.
  band     TEXT NOT NULL DEFAULT ''
             CHECK (band IN ('', '0-6', '6-15', '15-17', '18-29', '30-59', '60+')),
  -- Intergenerational, whatever its band.
  mixed    INTEGER NOT NULL DEFAULT 0 CHECK (mixed IN (0, 1)),
  -- Who runs it; '' = the unit itself.
  executor TEXT NOT NULL DEFAULT '',
  room     BLOB REFERENCES room (id),
  -- Where it meets when not in a room of the unit.
  place    TEXT NOT NULL DEFAULT '',
  capacity INTEGER NOT NULL DEFAULT 30 CHECK (capacity BETWEEN 1 AND 500),
  -- Its name or number in the SISC.
  sisc     TEXT NOT NULL DEFAULT '',
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

-- Weekly hours from a day on; what no longer holds stays, for past meetings.
CREATE TABLE group_hours (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  groups  BLOB NOT NULL REFERENCES groups (id),
  -- 1 = Monday.
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts  INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 1439),
  ends    INTEGER NOT NULL CHECK (ends BETWEEN 1 AND 1440),
  since   TEXT NOT NULL,
  until   TEXT,
  void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (starts < ends)
) STRICT;
CREATE INDEX group_hours_groups ON group_hours (groups);

-- Who leads it, who runs its workshops, who of the técnicos follows it.
CREATE TABLE group_team (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  groups BLOB NOT NULL REFERENCES groups (id),
  part   TEXT NOT NULL CHECK (part IN ('orientador', 'facilitador', 'tecnico')),
  -- Of the team's list, or somebody from outside by name.
  staff  BLOB REFERENCES staff (id),
  name   TEXT NOT NULL DEFAULT '',
  void   INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (staff IS NOT NULL OR name <> '')
) STRICT;
CREATE INDEX group_team_groups ON group_team (groups);

-- Percursos: what the group works on for a time.
CREATE TABLE percurso (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  groups BLOB NOT NULL REFERENCES groups (id),
  title  TEXT NOT NULL CHECK (title <> ''),
  goal   TEXT NOT NULL DEFAULT '',
  -- Codes of the axes, split by spaces; themes split by ';'.
  axes   TEXT NOT NULL DEFAULT '',
  themes TEXT NOT NULL DEFAULT '',
  since  TEXT NOT NULL,
  until  TEXT,
  void   INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX percurso_groups ON percurso (groups, since);

CREATE TABLE enrolment (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  groups     BLOB NOT NULL REFERENCES groups (id),
  person     BLOB NOT NULL REFERENCES person (id),
  -- Number on the roll, as on the printed sheet.
  number     INTEGER NOT NULL CHECK (number >= 1),
  since      TEXT NOT NULL,
  -- Last day in the group, and why they left.
  until      TEXT,
  reason     TEXT NOT NULL DEFAULT '',
  -- The enrolment in another group that this one goes on from.
  moved_from BLOB REFERENCES enrolment (id),
  made_at    INTEGER NOT NULL,
  made_by    BLOB REFERENCES staff (id),
  void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (until IS NULL OR until >= since)
) STRICT;
CREATE INDEX enrolment_groups ON enrolment (groups, since);
CREATE INDEX enrolment_person ON enrolment (person);

-- Who waits for a place in a group.
CREATE TABLE waiting (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  groups    BLOB NOT NULL REFERENCES groups (id),
  person    BLOB NOT NULL REFERENCES person (id),
  phone     TEXT NOT NULL DEFAULT '',
  asked_at  INTEGER NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('espera', 'inscrita', 'desistiu')),
  -- Why somebody got a place before those ahead of them.
  broken    TEXT NOT NULL DEFAULT '',
  enrolment BLOB REFERENCES enrolment (id),
  void      INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX waiting_groups ON waiting (groups, state);
CREATE INDEX waiting_person ON waiting (person);

CREATE TABLE meeting (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  groups         BLOB NOT NULL REFERENCES groups (id),
  planned_day    TEXT NOT NULL,
  planned_starts INTEGER NOT NULL CHECK (planned_starts BETWEEN 0 AND 1439),
  day            TEXT NOT NULL,
  starts         INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 1439),
  ends           INTEGER NOT NULL CHECK (ends BETWEEN 1 AND 1440),
  -- The hours of the group do not give it: somebody added it.
  extra          INTEGER NOT NULL DEFAULT 0 CHECK (extra IN (0, 1)),
  cancelled      INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  -- Why it was moved or cancelled.
  reason         TEXT NOT NULL DEFAULT '',
  theme          TEXT NOT NULL DEFAULT '',
  -- Code and title of an activity of the books.
  activity       TEXT NOT NULL DEFAULT '',
  activity_title TEXT NOT NULL DEFAULT '',
  materials      TEXT NOT NULL DEFAULT '',
  report         TEXT NOT NULL DEFAULT '',
  -- People without a name on the list (one-off activities).
  heads          INTEGER CHECK (heads BETWEEN 0 AND 5000),
  -- When the roll was first saved; NULL = not called.
  called_at      INTEGER,
  called_by      BLOB REFERENCES staff (id),
  void           INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (starts < ends)
) STRICT;
CREATE UNIQUE INDEX meeting_key ON meeting (groups, planned_day, planned_starts) WHERE void = 0;
CREATE INDEX meeting_day ON meeting (day);

-- Who came. Nobody has a row for a meeting that was not called.
CREATE TABLE mark (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  meeting BLOB NOT NULL REFERENCES meeting (id),
  person  BLOB NOT NULL REFERENCES person (id),
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  -- Why absent; '' = nobody said.
  reason  TEXT NOT NULL DEFAULT '',
  at      INTEGER NOT NULL,
  who     BLOB REFERENCES staff (id),
  void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (present = 0 OR reason = '')
) STRICT;
CREATE UNIQUE INDEX mark_meeting ON mark (meeting, person) WHERE void = 0;
CREATE INDEX mark_person ON mark (person);

-- Situações prioritárias (Res. CNAS 1/2013, art. 3º): technicians and
-- coordination only.
CREATE TABLE situation (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person   BLOB NOT NULL REFERENCES person (id),
  code     INTEGER NOT NULL CHECK (code BETWEEN 1 AND 11),
  since    TEXT NOT NULL,
  until    TEXT,
  -- The paper that proves it, kept by the unit; '' = none yet.
  proof    TEXT NOT NULL DEFAULT '',
  noted_at INTEGER NOT NULL,
  noted_by BLOB REFERENCES staff (id),
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX situation_person ON situation (person);

-- Who was already typed into the SISC for a quarter, so that whoever types can
-- stop and go on.
CREATE TABLE sisc_typed (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person   BLOB NOT NULL REFERENCES person (id),
  -- "2026-4"
  quarter  TEXT NOT NULL CHECK (length(quarter) = 6),
  typed_at INTEGER NOT NULL,
  typed_by BLOB REFERENCES staff (id),
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX sisc_typed_person ON sisc_typed (person, quarter) WHERE void = 0;
