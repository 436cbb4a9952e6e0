-- Header and lines: sheets whose lines are drafts.

-- What a person types as one sheet: a header that holds for every line, and the lines.
CREATE TABLE sheet (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    arrangement TEXT NOT NULL,      -- JSON: id of a slot -> cabecalho, linha or fora
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    concluded_at TEXT,              -- the last time lines of it were queued together
    closed_at TEXT                  -- nobody types in it any more
);
CREATE INDEX sheet_open ON sheet (changed_at DESC) WHERE closed_at IS NULL;
CREATE INDEX sheet_model ON sheet (model, operator_id, id);

-- The header: raw text by Element.path, as in the cells of a draft.
CREATE TABLE sheet_cell (
    sheet_id INTEGER NOT NULL REFERENCES sheet (id),
    element TEXT NOT NULL,
    text TEXT NOT NULL,             -- as typed; empty once it was emptied
    carried TEXT NOT NULL DEFAULT '',   -- the text that the lines were given
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    PRIMARY KEY (sheet_id, element)
) WITHOUT ROWID;

-- A line is a draft like any other; it leaves the sheet when it is concluded or discarded.
CREATE TABLE sheet_line (
    draft_id INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
    sheet_id INTEGER NOT NULL REFERENCES sheet (id),
    position INTEGER NOT NULL,
    queued_at TEXT                  -- when it was concluded with the sheet
);
CREATE INDEX sheet_line_sheet ON sheet_line (sheet_id, position);
