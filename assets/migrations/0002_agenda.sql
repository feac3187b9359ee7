-- The agenda: who gives what and when, what is booked, who waits for an
-- earlier place, what was said on the phone, and the declarations printed.
--
-- Hours are minutes since midnight on the unit's own clock and days are civil:
-- an agenda is what a wall says, not an instant.

CREATE TABLE room (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name   TEXT NOT NULL CHECK (name <> ''),
  -- People that fit, 0 = not said.
  places INTEGER NOT NULL DEFAULT 0 CHECK (places BETWEEN 0 AND 2000),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  void   INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

CREATE TABLE service (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  code     TEXT NOT NULL UNIQUE CHECK (code <> ''),
  letter   TEXT NOT NULL DEFAULT '',
  label    TEXT NOT NULL CHECK (label <> ''),
  minutes  INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  -- People who are seen together in one slot.
  places   INTEGER NOT NULL DEFAULT 1 CHECK (places BETWEEN 1 AND 200),
  -- Papers to bring, split by ';'.
  papers   TEXT NOT NULL DEFAULT '',
  rma      TEXT NOT NULL DEFAULT '',
  -- What the ticket is for when the person arrives.
  demand   BLOB REFERENCES demand (id),
  -- Roles that give it, split by spaces; '' = only who says so.
  given_by TEXT NOT NULL DEFAULT '',
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  position INTEGER NOT NULL,
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

-- Who has hours: somebody of the team, or a desk whoever sits at it.
CREATE TABLE provider (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  staff    BLOB REFERENCES staff (id),
  -- Name of the desk; '' for somebody of the team.
  name     TEXT NOT NULL DEFAULT '',
  -- Codes of the services given, split by spaces; '' = those of the role.
  services TEXT NOT NULL DEFAULT '',
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  position INTEGER NOT NULL,
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (staff IS NOT NULL OR name <> '')
) STRICT;

-- Hours of work: each week from a day on, or on one day only.
CREATE TABLE turn (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  provider    BLOB NOT NULL REFERENCES provider (id),
  -- 1 = Monday; NULL for one day only.
  weekday     INTEGER CHECK (weekday BETWEEN 1 AND 7),
  since       TEXT NOT NULL,
  until       TEXT,
  starts      INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 1439),
  ends        INTEGER NOT NULL CHECK (ends BETWEEN 1 AND 1440),
  break_from  INTEGER CHECK (break_from BETWEEN 0 AND 1439),
  break_until INTEGER CHECK (break_until BETWEEN 1 AND 1440),
  kind        TEXT NOT NULL CHECK (kind IN ('unidade', 'visita', 'itinerante', 'mutirao')),
  place       TEXT NOT NULL DEFAULT '',
  room        BLOB REFERENCES room (id),
  -- Codes of the services given in these hours, split by spaces; '' = all.
  services    TEXT NOT NULL DEFAULT '',
  -- Places per slot in these hours; 0 = as the service says.
  places      INTEGER NOT NULL DEFAULT 0 CHECK (places BETWEEN 0 AND 200),
  void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (starts < ends),
  CHECK ((break_from IS NULL) = (break_until IS NULL))
) STRICT;
CREATE INDEX turn_provider ON turn (provider);

-- Who is away, or the whole unit closed (provider NULL), over days or hours.
CREATE TABLE absence (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  provider BLOB REFERENCES provider (id),
  since    TEXT NOT NULL,
  until    TEXT NOT NULL,
  -- Hours within each of the days; NULL = all day.
  starts   INTEGER CHECK (starts BETWEEN 0 AND 1439),
  ends     INTEGER CHECK (ends BETWEEN 1 AND 1440),
  reason   TEXT NOT NULL DEFAULT '',
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (since <= until),
  CHECK ((starts IS NULL) = (ends IS NULL))
) STRICT;
CREATE INDEX absence_until ON absence (until);

-- Days that the computed calendar does not know, or that this unit works on.
CREATE TABLE holiday (
  id    BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  -- AAAA-MM-DD for one year, MM-DD for every year.
  day   TEXT NOT NULL CHECK (length(day) IN (5, 10)),
  name  TEXT NOT NULL CHECK (name <> ''),
  kind  TEXT NOT NULL CHECK (kind IN ('nacional', 'estadual', 'municipal', 'facultativo')),
  -- The unit works on it all the same.
  opens INTEGER NOT NULL DEFAULT 0 CHECK (opens IN (0, 1)),
  void  INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

CREATE TABLE appointment (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  service    BLOB NOT NULL REFERENCES service (id),
  provider   BLOB NOT NULL REFERENCES provider (id),
  day        TEXT NOT NULL,
  starts     INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 1439),
  minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  -- Number in the day's list, drawn from the same count as the tickets'.
  line       INTEGER NOT NULL CHECK (line >= 1),
  family     BLOB REFERENCES family (id),
  person     BLOB REFERENCES person (id),
  said_name  TEXT NOT NULL DEFAULT '',
  -- Where to call; '' = no phone, which was asked.
  phone      TEXT NOT NULL DEFAULT '',
  state      TEXT NOT NULL CHECK (state IN
               ('agendado', 'realizado', 'remarcado', 'nao_aguardou', 'nao_compareceu', 'cancelado')),
  -- The appointment that this one takes the place of, for the same person.
  moved_from BLOB REFERENCES appointment (id),
  -- The missed one whose hole this one fills.
  fills      BLOB REFERENCES appointment (id),
  -- The first of a row of them, every so many weeks.
  series     BLOB,
  ticket     BLOB REFERENCES ticket (id),
  booked_at  INTEGER NOT NULL,
  booked_by  BLOB REFERENCES staff (id),
  void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (person IS NOT NULL OR said_name <> '')
) STRICT;
CREATE INDEX appointment_day ON appointment (day, starts, line);
CREATE INDEX appointment_person ON appointment (person, day) WHERE person IS NOT NULL;
CREATE INDEX appointment_family ON appointment (family, day) WHERE family IS NOT NULL;
CREATE INDEX appointment_ticket ON appointment (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX appointment_series ON appointment (series) WHERE series IS NOT NULL;

-- Who would come earlier than booked, or has no place yet.
CREATE TABLE wish (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  service     BLOB NOT NULL REFERENCES service (id),
  family      BLOB REFERENCES family (id),
  person      BLOB REFERENCES person (id),
  said_name   TEXT NOT NULL DEFAULT '',
  phone       TEXT NOT NULL DEFAULT '',
  -- What they are booked for meanwhile, given up when the earlier one is taken.
  appointment BLOB REFERENCES appointment (id),
  -- Days of the week they can come, as digits 1–7; '' = any.
  weekdays    TEXT NOT NULL DEFAULT '',
  asked_at    INTEGER NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('espera', 'marcado', 'desistiu')),
  void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (person IS NOT NULL OR said_name <> '')
) STRICT;
CREATE INDEX wish_state ON wish (state, asked_at);
CREATE INDEX wish_person ON wish (person) WHERE person IS NOT NULL;

-- One try to reach somebody by phone, about a row of any other table.
CREATE TABLE contact (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  about   BLOB NOT NULL,
  at      INTEGER NOT NULL,
  who     BLOB REFERENCES staff (id),
  outcome TEXT NOT NULL CHECK (outcome IN
            ('confirmou', 'remarcar', 'recusou', 'recado', 'nao_atendeu', 'numero_errado')),
  void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX contact_about ON contact (about, at);

-- Declarations of attendance as they were printed; `code` proves the words.
CREATE TABLE declaration (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  year      INTEGER NOT NULL,
  number    INTEGER NOT NULL CHECK (number >= 1),
  code      TEXT NOT NULL UNIQUE,
  ticket    BLOB NOT NULL REFERENCES ticket (id),
  person    BLOB REFERENCES person (id),
  name      TEXT NOT NULL CHECK (name <> ''),
  document  TEXT NOT NULL DEFAULT '',
  day       TEXT NOT NULL,
  arrived   INTEGER NOT NULL CHECK (arrived BETWEEN 0 AND 1439),
  left_at   INTEGER NOT NULL CHECK (left_at BETWEEN 0 AND 1440),
  issued_at INTEGER NOT NULL,
  issued_by BLOB REFERENCES staff (id),
  void      INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  UNIQUE (year, number)
) STRICT;
CREATE INDEX declaration_ticket ON declaration (ticket);
CREATE INDEX declaration_person ON declaration (person) WHERE person IS NOT NULL;
