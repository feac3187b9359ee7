-- One load of the CadÚnico base: a file of its own beside the unit's, made
-- once, never changed, thrown away whole. Only the minimum columns (LGPD art. 6).
-- Persons stand in alphabetical order, so that the first rows of an index are
-- also the first of the alphabet and lie together on the disk.

CREATE TABLE load (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    month           TEXT    NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    loaded_at       INTEGER NOT NULL,  -- ms UTC
    source          TEXT    NOT NULL CHECK (source IN ('tudo', 'pair')),
    lines           INTEGER NOT NULL,
    families        INTEGER NOT NULL,
    persons         INTEGER NOT NULL,
    without_cpf     INTEGER NOT NULL,
    bad_lines       INTEGER NOT NULL,
    unknown_columns INTEGER NOT NULL,
    report          TEXT    NOT NULL   -- what the person was told, line by line
) STRICT;

CREATE TABLE family (
    id              INTEGER PRIMARY KEY,
    code            TEXT NOT NULL CHECK (length(code) = 11),
    city            TEXT,
    updated         TEXT,
    place           TEXT,
    street_kind     TEXT,
    street_title    TEXT,
    street          TEXT,
    number          TEXT,
    complement      TEXT,
    complement_more TEXT,
    cep             TEXT,
    area_code       TEXT,
    area            TEXT,
    landmark        TEXT,
    centre          TEXT,
    phone1          TEXT,
    phone2          TEXT,
    income_cents    INTEGER,
    income_band     INTEGER,
    pbf             INTEGER CHECK (pbf IN (0, 1)),
    gpte            INTEGER
) STRICT;

CREATE TABLE person (
    id         INTEGER PRIMARY KEY,   -- in order of name_key
    family     INTEGER NOT NULL,
    name_key   TEXT NOT NULL,         -- folded name, then the social name
    name       TEXT NOT NULL,
    social     TEXT,
    nis        TEXT,
    cpf        TEXT,
    birth      TEXT,
    sex        INTEGER,
    race       INTEGER,
    kinship    INTEGER,
    mother     TEXT,
    disability INTEGER CHECK (disability IN (0, 1)),
    schooling  INTEGER,
    school     INTEGER,
    homeless   INTEGER CHECK (homeless IN (0, 1))
) STRICT;

-- One person in some dozens with their place, so that the names between two
-- others are found as a range of places. An index of all names would say the
-- same, a tenth of the file larger.
CREATE TABLE name_mark (
    name_key TEXT    NOT NULL,
    person   INTEGER NOT NULL,
    PRIMARY KEY (name_key, person)
) STRICT, WITHOUT ROWID;

-- Telephones back to front (the desk asks for the last digits), the digit d as
-- d + 1 in the hexadecimal places of a number, so that a range finds an end.
CREATE TABLE phone (
    backward INTEGER NOT NULL,
    family   INTEGER NOT NULL,
    PRIMARY KEY (backward, family)
) STRICT, WITHOUT ROWID;

-- No ranking, no positions, own folding: measured smallest and fastest for
-- prefixes of words in any order.
CREATE VIRTUAL TABLE name_fts USING fts5(
    name_key, content = 'person', content_rowid = 'id', columnsize = 0,
    detail = none, tokenize = 'ascii', prefix = '1 2 3 4 5 6'
);

-- How the names sound; asked only when the letters find few.
CREATE VIRTUAL TABLE sound_fts USING fts5(
    sound_key, content = '', columnsize = 0,
    detail = none, tokenize = 'ascii', prefix = '2 3 4 5 6'
);
