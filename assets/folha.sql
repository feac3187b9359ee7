-- One payroll of Bolsa Família (SIBEC): a file of its own, made once and never
-- changed. One line per family and month; holders' names and CPFs are not kept.
CREATE TABLE load (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    month     TEXT    NOT NULL,
    loaded_at INTEGER NOT NULL,  -- ms UTC
    lines     INTEGER NOT NULL,
    families  INTEGER NOT NULL,
    cents     INTEGER NOT NULL,  -- released, all families
    bad_lines INTEGER NOT NULL
) STRICT;

CREATE TABLE payment (
    code           TEXT    NOT NULL CHECK (length(code) = 11),
    month          TEXT    NOT NULL,
    released_cents INTEGER NOT NULL,
    total_cents    INTEGER NOT NULL,
    situation      INTEGER NOT NULL,  -- 1 liberado, 2 bloqueado, 3 suspenso, 4 cancelado, 9 outra
    lines          INTEGER NOT NULL,
    PRIMARY KEY (code, month)
) STRICT, WITHOUT ROWID;
