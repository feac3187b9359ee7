-- Courses that partners give through the unit: classes with the seats that
-- this unit may draw, who signed up or waits, the income people declared, what
-- they would like to learn, and how it went afterwards.

CREATE TABLE course (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  code       TEXT NOT NULL DEFAULT '',
  title      TEXT NOT NULL CHECK (title <> ''),
  partner    TEXT NOT NULL CHECK (partner <> ''),
  place      TEXT NOT NULL DEFAULT '',
  starts_on  TEXT NOT NULL,
  ends_on    TEXT,
  -- Weekday:start-end of each meeting of a week, split by ';': "2:480-720".
  week       TEXT NOT NULL DEFAULT '',
  hours      INTEGER CHECK (hours BETWEEN 1 AND 5000),
  age_min    INTEGER CHECK (age_min BETWEEN 0 AND 120),
  age_max    INTEGER CHECK (age_max BETWEEN 0 AND 120),
  schooling  TEXT NOT NULL DEFAULT '',
  -- Papers to bring, split by ';'.
  papers     TEXT NOT NULL DEFAULT '',
  own        INTEGER NOT NULL DEFAULT 0 CHECK (own BETWEEN 0 AND 1000),
  pool       INTEGER NOT NULL DEFAULT 0 CHECK (pool BETWEEN 0 AND 10000),
  -- Seats of the pool that other units filled, as far as the unit was told.
  elsewhere  INTEGER NOT NULL DEFAULT 0 CHECK (elsewhere BETWEEN 0 AND 10000),
  -- First day on which unused own seats are the pool's.
  returns_on TEXT,
  opens_on   TEXT,
  closes_on  TEXT,
  -- Codes of the groups that the notice puts first, split by spaces.
  first      TEXT NOT NULL DEFAULT '',
  asks_income INTEGER NOT NULL DEFAULT 0 CHECK (asks_income IN (0, 1)),
  choices    INTEGER NOT NULL DEFAULT 1 CHECK (choices BETWEEN 1 AND 3),
  contact    TEXT NOT NULL DEFAULT '',
  active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX course_starts ON course (starts_on);

CREATE TABLE application (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  course    BLOB NOT NULL REFERENCES course (id),
  person    BLOB NOT NULL REFERENCES person (id),
  state     TEXT NOT NULL CHECK (state IN
              ('inscrito', 'espera', 'pre', 'encaminhado', 'matriculado', 'desistente',
               'nao_compareceu', 'concluinte', 'evadido', 'indeferido')),
  choice    INTEGER NOT NULL DEFAULT 1 CHECK (choice BETWEEN 1 AND 3),
  -- Where the seat comes from; '' without one.
  seat      TEXT NOT NULL DEFAULT '' CHECK (seat IN ('', 'unidade', 'comum')),
  asked_at  INTEGER NOT NULL,
  made_by   BLOB REFERENCES staff (id),
  phone     TEXT NOT NULL DEFAULT '',
  -- Why it was taken though outside the rule.
  exception TEXT NOT NULL DEFAULT '',
  -- Why it got a seat before those ahead of it.
  broken    TEXT NOT NULL DEFAULT '',
  -- Papers handed over, split by ';'.
  papers    TEXT NOT NULL DEFAULT '',
  guardian  BLOB REFERENCES person (id),
  -- Day of the last change of state, and of the certificate.
  state_on  TEXT NOT NULL,
  certificate_on TEXT,
  void      INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX application_course ON application (course, state);
CREATE INDEX application_person ON application (person);

-- Self-declaration of income for the PSG: what was said, on which day.
CREATE TABLE income (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person      BLOB NOT NULL REFERENCES person (id),
  -- Average a month per person of the household, in cents.
  per_person  INTEGER NOT NULL CHECK (per_person BETWEEN 0 AND 100000000),
  declared_on TEXT NOT NULL,
  noted_by    BLOB REFERENCES staff (id),
  void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX income_person ON income (person, declared_on);

-- What people would like to learn, whether there is a class or not.
CREATE TABLE interest (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person   BLOB NOT NULL REFERENCES person (id),
  title    TEXT NOT NULL CHECK (title <> ''),
  asked_at INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('espera', 'atendido', 'desistiu')),
  phone    TEXT NOT NULL DEFAULT '',
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX interest_person ON interest (person);

-- What became of somebody some months after the course.
CREATE TABLE follow_up (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  application BLOB NOT NULL REFERENCES application (id),
  months      INTEGER NOT NULL CHECK (months IN (3, 6)),
  outcome     TEXT NOT NULL CHECK (outcome IN
                ('trabalha', 'por_conta', 'procura', 'estuda', 'outro', 'sem_contato')),
  at          INTEGER NOT NULL,
  who         BLOB REFERENCES staff (id),
  void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX follow_up_application ON follow_up (application);
