-- The first shape of a unit's file. Never edited once released: a change is a
-- new file beside this one.
--
-- Rules that hold for every table:
--   * ids are 16 bytes (UUIDv7); instants are milliseconds UTC; civil dates
--     are ISO text; CPF, NIS, CEP, phones and códigos familiares are digits
--     in TEXT, so that a leading zero survives;
--   * nothing is deleted, but by the erasure that LGPD grants a person:
--     `void = 1` takes a row out of sight (undo), `until` ends it in time
--     (history);
--   * every write is described in `journal` within the same transaction.

CREATE TABLE station (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE unit (
  id             BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name           TEXT NOT NULL CHECK (name <> ''),
  cadsuas        TEXT NOT NULL DEFAULT '',
  address        TEXT NOT NULL DEFAULT '',
  municipality   TEXT NOT NULL,
  uf             TEXT NOT NULL CHECK (length(uf) = 2),
  ibge           TEXT NOT NULL DEFAULT '',
  district       TEXT NOT NULL DEFAULT '',
  ddd            TEXT NOT NULL DEFAULT '',
  phone          TEXT NOT NULL DEFAULT '',
  data_officer   TEXT NOT NULL DEFAULT '',
  utc_offset_min INTEGER NOT NULL DEFAULT -180 CHECK (utc_offset_min BETWEEN -720 AND 840),
  created_at     INTEGER NOT NULL
) STRICT;

-- Which neighbourhoods the unit covers, and since when: they move between units.
CREATE TABLE district (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name    TEXT NOT NULL CHECK (name <> ''),
  since   TEXT NOT NULL,
  until   TEXT,
  void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

-- Settings and values of law, each from a date on.
CREATE TABLE setting (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  key     TEXT NOT NULL,
  since   TEXT NOT NULL,
  value   TEXT NOT NULL,
  void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX setting_key ON setting (key, since);

CREATE TABLE staff (
  id            BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  login         TEXT NOT NULL UNIQUE CHECK (login <> ''),
  name          TEXT NOT NULL CHECK (name <> ''),
  role          TEXT NOT NULL CHECK (role IN
                  ('recepcao', 'cadunico', 'orientador', 'tecnico', 'coordenacao', 'gestao')),
  registration  TEXT NOT NULL DEFAULT '',
  -- Groups of demand this person takes, as initials split by spaces; '' = all.
  handles       TEXT NOT NULL DEFAULT '',
  must_change   INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  active        INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at    INTEGER NOT NULL,
  void          INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

-- Kept out of the journal: a hash is nobody's business but the door's.
CREATE TABLE credential (
  staff      BLOB NOT NULL PRIMARY KEY REFERENCES staff (id),
  password   TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- Where somebody calls people to, on this machine: remembered, not journalled.
CREATE TABLE seat (
  machine TEXT NOT NULL,
  staff   BLOB NOT NULL REFERENCES staff (id),
  name    TEXT NOT NULL,
  PRIMARY KEY (machine, staff)
) STRICT, WITHOUT ROWID;

-- Wrong tries are kept apart from staff: they are no act of anybody.
CREATE TABLE login_try (
  login      TEXT NOT NULL PRIMARY KEY,
  wrong      INTEGER NOT NULL DEFAULT 0 CHECK (wrong >= 0),
  wait_until INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What was done: gap-free and hash-chained for each station. `change` may be
-- emptied by the erasure that LGPD grants; the chain stands on its digest.
CREATE TABLE journal (
  station    BLOB NOT NULL REFERENCES station (id),
  n          INTEGER NOT NULL CHECK (n >= 1),
  at         INTEGER NOT NULL,
  who        BLOB,
  act        TEXT NOT NULL,
  undoes     INTEGER,
  change     TEXT,
  change_sha BLOB NOT NULL CHECK (length(change_sha) = 32),
  prev       BLOB NOT NULL CHECK (length(prev) = 32),
  hash       BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (station, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_who ON journal (who, n);
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;

-- Which rows an entry touched, for the history of one record.
CREATE TABLE journal_touch (
  row     BLOB NOT NULL,
  station BLOB NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (row, station, n)
) STRICT, WITHOUT ROWID;

-- Who looked at what (LGPD art. 37; kept apart from what was written).
CREATE TABLE access_log (
  station BLOB NOT NULL REFERENCES station (id),
  n       INTEGER NOT NULL CHECK (n >= 1),
  at      INTEGER NOT NULL,
  who     BLOB,
  machine TEXT NOT NULL,
  action  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  subject BLOB,
  reason  TEXT NOT NULL DEFAULT '',
  prev    BLOB NOT NULL CHECK (length(prev) = 32),
  hash    BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (station, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_subject ON access_log (subject, n) WHERE subject IS NOT NULL;

CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
WHEN NEW.change IS NOT NULL OR OLD.station <> NEW.station OR OLD.n <> NEW.n
  OR OLD.at <> NEW.at OR OLD.who IS NOT NEW.who OR OLD.act <> NEW.act
  OR OLD.undoes IS NOT NEW.undoes OR OLD.change_sha <> NEW.change_sha
  OR OLD.prev <> NEW.prev OR OLD.hash <> NEW.hash
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER access_keeps BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;
CREATE TRIGGER access_stays BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END;

CREATE TABLE family (
  id           BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  -- Number of the Prontuário SUAS in this unit.
  number       INTEGER NOT NULL UNIQUE CHECK (number >= 1),
  opened_on    TEXT NOT NULL,
  cod_familiar TEXT NOT NULL DEFAULT '' CHECK (length(cod_familiar) IN (0, 11)),
  -- Under secrecy: address, phones and places are hidden below técnico.
  secret       INTEGER NOT NULL DEFAULT 0 CHECK (secret IN (0, 1)),
  -- Especificidade social, étnica ou cultural (Prontuário) and GPTE (CadÚnico).
  specificity  TEXT NOT NULL DEFAULT '',
  gpte         TEXT NOT NULL DEFAULT '',
  community    TEXT NOT NULL DEFAULT '',
  homeless     INTEGER NOT NULL DEFAULT 0 CHECK (homeless IN (0, 1)),
  pbf          INTEGER CHECK (pbf IN (0, 1)),
  technician   BLOB REFERENCES staff (id),
  -- What the desk must know to receive this family well; never case notes.
  note         TEXT NOT NULL DEFAULT '',
  created_at   INTEGER NOT NULL,
  void         INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX family_cod ON family (cod_familiar) WHERE cod_familiar <> '';
-- Every list of people asks who is under secrecy: a handful.
CREATE INDEX family_secret ON family (id) WHERE secret = 1;

CREATE TABLE address (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  family     BLOB NOT NULL REFERENCES family (id),
  since      TEXT NOT NULL,
  until      TEXT,
  street     TEXT NOT NULL DEFAULT '',
  number     TEXT NOT NULL DEFAULT '',
  complement TEXT NOT NULL DEFAULT '',
  district   TEXT NOT NULL DEFAULT '',
  reference  TEXT NOT NULL DEFAULT '',
  city       TEXT NOT NULL DEFAULT '',
  uf         TEXT NOT NULL DEFAULT '',
  cep        TEXT NOT NULL DEFAULT '',
  area       TEXT NOT NULL DEFAULT '' CHECK (area IN ('', 'U', 'R')),
  shelter    INTEGER NOT NULL DEFAULT 0 CHECK (shelter IN (0, 1)),
  void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX address_family ON address (family, until);

CREATE TABLE person (
  row         INTEGER PRIMARY KEY,
  id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  name        TEXT NOT NULL CHECK (name <> ''),
  social_name TEXT NOT NULL DEFAULT '',
  nickname    TEXT NOT NULL DEFAULT '',
  mother      TEXT NOT NULL DEFAULT '',
  -- Hidden with the phones of a family under secrecy.
  email       TEXT NOT NULL DEFAULT '',
  birth       TEXT,
  -- Year of birth when only an approximate age is known.
  birth_year  INTEGER CHECK (birth_year BETWEEN 1880 AND 2200),
  sex         TEXT NOT NULL DEFAULT '',
  race        TEXT NOT NULL DEFAULT '',
  cpf         TEXT NOT NULL DEFAULT '',
  nis         TEXT NOT NULL DEFAULT '',
  -- Kinds of disability as codes split by spaces; '' = none declared.
  disability  TEXT NOT NULL DEFAULT '',
  -- What the team must provide (Libras, rampa, acompanhante…).
  support     TEXT NOT NULL DEFAULT '',
  schooling   TEXT NOT NULL DEFAULT '',
  occupation  TEXT NOT NULL DEFAULT '',
  bpc         INTEGER CHECK (bpc IN (0, 1)),
  homeless    INTEGER NOT NULL DEFAULT 0 CHECK (homeless IN (0, 1)),
  country     TEXT NOT NULL DEFAULT '',
  -- Documents still to be obtained (CN, RG, CTPS, CPF, TE), split by spaces.
  missing     TEXT NOT NULL DEFAULT '',
  donor_on    TEXT,
  died_on     TEXT,
  merged_into BLOB REFERENCES person (id),
  name_key    TEXT NOT NULL,
  sound_key   TEXT NOT NULL,
  created_at  INTEGER NOT NULL,
  void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX person_cpf ON person (cpf) WHERE cpf <> '';
CREATE INDEX person_nis ON person (nis) WHERE nis <> '';
CREATE INDEX person_birth ON person (birth);
-- Names that begin with what was typed, in alphabetical order.
CREATE INDEX person_name ON person (name_key);
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

-- Words of the names by prefix; ordered by row inside, ranked outside.
CREATE VIRTUAL TABLE person_fts USING fts5(
  name_key, content='person', content_rowid='row',
  columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3 4 5 6');
CREATE TRIGGER person_fts_insert AFTER INSERT ON person BEGIN
  INSERT INTO person_fts (rowid, name_key) VALUES (NEW.row, NEW.name_key);
END;
CREATE TRIGGER person_fts_update AFTER UPDATE OF name_key ON person
WHEN OLD.name_key <> NEW.name_key BEGIN
  INSERT INTO person_fts (person_fts, rowid, name_key) VALUES ('delete', OLD.row, OLD.name_key);
  INSERT INTO person_fts (rowid, name_key) VALUES (NEW.row, NEW.name_key);
END;

-- The second pass: words as they sound.
CREATE VIRTUAL TABLE person_sound USING fts5(
  sound_key, content='person', content_rowid='row',
  columnsize=0, detail=none, tokenize='ascii', prefix='2 3 4 5 6');
CREATE TRIGGER person_sound_insert AFTER INSERT ON person BEGIN
  INSERT INTO person_sound (rowid, sound_key) VALUES (NEW.row, NEW.sound_key);
END;
CREATE TRIGGER person_sound_update AFTER UPDATE OF sound_key ON person
WHEN OLD.sound_key <> NEW.sound_key BEGIN
  INSERT INTO person_sound (person_sound, rowid, sound_key) VALUES ('delete', OLD.row, OLD.sound_key);
  INSERT INTO person_sound (rowid, sound_key) VALUES (NEW.row, NEW.sound_key);
END;

CREATE TABLE member (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  family   BLOB NOT NULL REFERENCES family (id),
  person   BLOB NOT NULL REFERENCES person (id),
  kinship  TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  since    TEXT NOT NULL,
  until    TEXT,
  reason   TEXT NOT NULL DEFAULT '',
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX member_family ON member (family, until);
CREATE INDEX member_person ON member (person, until);

CREATE TABLE phone (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  family   BLOB NOT NULL REFERENCES family (id),
  person   BLOB REFERENCES person (id),
  digits   TEXT NOT NULL CHECK (digits <> ''),
  -- The same digits from the end, so that "ends in 3456" is an index range.
  reversed TEXT NOT NULL,
  owner    TEXT NOT NULL DEFAULT '',
  message  INTEGER NOT NULL DEFAULT 0 CHECK (message IN (0, 1)),
  position INTEGER NOT NULL DEFAULT 0,
  until    TEXT,
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX phone_family ON phone (family);
CREATE INDEX phone_reversed ON phone (reversed) WHERE void = 0 AND until IS NULL;

CREATE TABLE document (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  person      BLOB NOT NULL REFERENCES person (id),
  kind        TEXT NOT NULL,
  number      TEXT NOT NULL,
  issuer      TEXT NOT NULL DEFAULT '',
  uf          TEXT NOT NULL DEFAULT '',
  country     TEXT NOT NULL DEFAULT '',
  issued_on   TEXT,
  valid_until TEXT,
  void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX document_person ON document (person);

-- A difference with the CadÚnico base that somebody looked at and left as it is.
CREATE TABLE base_kept (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  row    BLOB NOT NULL,
  field  TEXT NOT NULL,
  value  TEXT NOT NULL,
  void   INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX base_kept_row ON base_kept (row);

-- Loads of the CadÚnico base and of the payroll; each is a file of its own.
CREATE TABLE base_load (
  id        BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  kind      TEXT NOT NULL CHECK (kind IN ('cecad', 'folha')),
  month     TEXT NOT NULL,
  file      TEXT NOT NULL,
  loaded_at INTEGER NOT NULL,
  families  INTEGER NOT NULL,
  persons   INTEGER NOT NULL,
  bad_lines INTEGER NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('atual', 'anterior', 'removida'))
) STRICT;
CREATE UNIQUE INDEX base_load_current ON base_load (kind) WHERE state = 'atual';

CREATE TABLE demand (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  code     TEXT NOT NULL UNIQUE,
  -- Initials of the group, which open the ticket number.
  grp      TEXT NOT NULL CHECK (length(grp) = 2),
  letter   TEXT NOT NULL DEFAULT '',
  label    TEXT NOT NULL CHECK (label <> ''),
  rma      TEXT NOT NULL DEFAULT '',
  -- Papers to bring, split by ';'.
  papers   TEXT NOT NULL DEFAULT '',
  -- Goes straight to a técnico, with nothing else asked at the counter.
  reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved IN (0, 1)),
  active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  position INTEGER NOT NULL,
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;

CREATE TABLE ticket (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  day        TEXT NOT NULL,
  -- Number of the line in the day's list: fixed, so that what one types never
  -- points at somebody else after the order changed.
  line       INTEGER NOT NULL CHECK (line >= 1),
  prefix     TEXT NOT NULL,
  seq        INTEGER NOT NULL CHECK (seq >= 1),
  family     BLOB REFERENCES family (id),
  person     BLOB REFERENCES person (id),
  -- The name said by somebody who is not registered.
  said_name  TEXT NOT NULL DEFAULT '',
  party      INTEGER NOT NULL DEFAULT 1 CHECK (party BETWEEN 1 AND 30),
  access     TEXT NOT NULL,
  -- 1 = 80+, 2 = legal groups, 3 = blood donor, 4 = conventional.
  class      INTEGER NOT NULL CHECK (class BETWEEN 1 AND 4),
  grounds    TEXT NOT NULL DEFAULT '',
  donor_on   TEXT,
  reserved   INTEGER NOT NULL DEFAULT 0 CHECK (reserved IN (0, 1)),
  -- Whom the ticket waits for: '' = anybody at the desks, a role, or one person.
  wait_role  TEXT NOT NULL DEFAULT '',
  wait_staff BLOB REFERENCES staff (id),
  returned   INTEGER NOT NULL DEFAULT 0 CHECK (returned IN (0, 1)),
  state      TEXT NOT NULL CHECK (state IN
               ('espera', 'chamado', 'atendimento', 'concluido', 'documentos',
                'encaminhado', 'ausente', 'desistiu')),
  arrived_at INTEGER NOT NULL,
  queued_at  INTEGER NOT NULL,
  calls      INTEGER NOT NULL DEFAULT 0 CHECK (calls BETWEEN 0 AND 3),
  called_at  INTEGER,
  started_at INTEGER,
  ended_at   INTEGER,
  seat       TEXT NOT NULL DEFAULT '',
  attendant  BLOB REFERENCES staff (id),
  missing    TEXT NOT NULL DEFAULT '',
  sent_to    TEXT NOT NULL DEFAULT '',
  void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  CHECK (person IS NOT NULL OR said_name <> ''),
  UNIQUE (day, line),
  UNIQUE (day, prefix, seq)
) STRICT;
CREATE INDEX ticket_by_family ON ticket (family, day) WHERE family IS NOT NULL;
CREATE INDEX ticket_by_person ON ticket (person, day) WHERE person IS NOT NULL;

CREATE TABLE ticket_demand (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  ticket   BLOB NOT NULL REFERENCES ticket (id),
  demand   BLOB NOT NULL REFERENCES demand (id),
  position INTEGER NOT NULL,
  void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX ticket_demand_ticket ON ticket_demand (ticket);

-- Who of the family came along.
CREATE TABLE ticket_person (
  id     BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  ticket BLOB NOT NULL REFERENCES ticket (id),
  person BLOB NOT NULL REFERENCES person (id),
  void   INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1))
) STRICT;
CREATE INDEX ticket_person_ticket ON ticket_person (ticket);

-- What was being typed when the power went; never journalled, emptied on save.
CREATE TABLE draft (
  id      BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  who     BLOB REFERENCES staff (id),
  form    TEXT NOT NULL,
  at      INTEGER NOT NULL,
  payload TEXT NOT NULL
) STRICT;
