-- First schema. Times are UTC, ISO 8601 with milliseconds and Z; dates are AAAA-MM-DD.
-- Documents are JSON contacts, rows in the order typed. What a person caused has operator_id.

CREATE TABLE operator (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    disabled_at TEXT
);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) WITHOUT ROWID;

-- A draft is not a contact: rows with stable ids and raw text per cell (decision 1).
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,
    model TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    concluded_at TEXT,
    discarded_at TEXT
);
CREATE UNIQUE INDEX draft_open ON draft (uuid) WHERE concluded_at IS NULL AND discarded_at IS NULL;
CREATE INDEX draft_uuid ON draft (uuid);
CREATE INDEX draft_resumable ON draft (changed_at DESC)
    WHERE concluded_at IS NULL AND discarded_at IS NULL;
CREATE INDEX draft_bin ON draft (discarded_at) WHERE discarded_at IS NOT NULL;

CREATE TABLE draft_row (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES draft (id),
    parent_id INTEGER REFERENCES draft_row (id),
    list TEXT NOT NULL,             -- Group.path of the model; '' for the document itself
    position INTEGER NOT NULL,
    removed_at TEXT
);
CREATE INDEX draft_row_draft ON draft_row (draft_id);
CREATE INDEX draft_row_parent ON draft_row (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE draft_cell (
    row_id INTEGER NOT NULL REFERENCES draft_row (id),
    element TEXT NOT NULL,          -- Element.path of the model
    text TEXT NOT NULL,             -- as typed, half-typed values included
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    PRIMARY KEY (row_id, element)
) WITHOUT ROWID;

-- A warning that a person confirmed, with the reason; it follows the row, not a position.
CREATE TABLE confirmation (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES draft (id),
    row_id INTEGER NOT NULL REFERENCES draft_row (id),
    element TEXT NOT NULL,
    rule TEXT NOT NULL,
    value TEXT NOT NULL,            -- text of the cell it was confirmed for
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    UNIQUE (row_id, element, rule)
);
CREATE INDEX confirmation_draft ON confirmation (draft_id);

-- What the establishment holds to be true now; one row per UUID, for ever.
CREATE TABLE contact (
    uuid TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    document TEXT NOT NULL,
    checked_against TEXT NOT NULL,  -- JSON: versions of model, lists, tables and rules
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) WITHOUT ROWID;

-- Outbox: one durable row per action of a person, frozen when it was concluded (decision 2).
CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL REFERENCES contact (uuid),
    kind TEXT NOT NULL CHECK (kind IN ('incluir', 'alterar', 'cancelar')),
    state TEXT NOT NULL CHECK (state IN
        ('pronto', 'enviando', 'sem_confirmacao', 'rejeitado', 'aceito', 'desistido')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,                   -- not before; NULL = now, or nothing to wait for
    absent_seen INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    message TEXT,
    path TEXT,
    reason TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    body_sha256 TEXT NOT NULL,
    wire TEXT NOT NULL,             -- version of the wire file it was frozen with
    -- What is long comes last: lists of the queue never read it.
    document TEXT NOT NULL,
    body BLOB NOT NULL,             -- message body without headers: no secret is stored
    places TEXT NOT NULL,           -- JSON: wire place -> document path
    rows TEXT NOT NULL              -- JSON: document path -> draft_row id
);
CREATE UNIQUE INDEX operation_pending ON operation (uuid)
    WHERE state NOT IN ('aceito', 'desistido');
CREATE INDEX operation_queue ON operation (state, next_at, id);
CREATE INDEX operation_uuid ON operation (uuid, id);

-- Written before the POST, with a lease (decision 5).
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    call TEXT NOT NULL,             -- incluir, alterar, cancelar, detalhar
    started_at TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,                   -- aceito, rejeitado, sem_confirmacao, falha
    code TEXT,
    message TEXT
);
CREATE INDEX attempt_operation ON attempt (operation_id, id);
CREATE INDEX attempt_open ON attempt (lease_until) WHERE ended_at IS NULL;

CREATE TABLE receipt (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL UNIQUE REFERENCES operation (id),
    uuid TEXT NOT NULL REFERENCES contact (uuid),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    protocol TEXT,                  -- absent when adopted from detalhar without one
    accepted_at TEXT,               -- as the server said it
    received_at TEXT NOT NULL,
    body_sha256 TEXT NOT NULL,
    adopted INTEGER NOT NULL DEFAULT 0,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    UNIQUE (uuid, version)
);

CREATE TABLE rejection (
    id INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id),
    position INTEGER NOT NULL,
    code TEXT,
    message TEXT,
    path TEXT,                      -- document path, when the map of codes knows one
    row_id INTEGER REFERENCES draft_row (id),
    value TEXT,                     -- the refused value: marked until it changes
    UNIQUE (operation_id, position)
);
CREATE INDEX rejection_row ON rejection (row_id) WHERE row_id IS NOT NULL;

-- One short row per contact or open draft, kept in the transaction of every change (decision 4).
CREATE TABLE contact_list (
    uuid TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    competencia TEXT,               -- AAAAMM of the admission
    admission TEXT,
    patient TEXT,                   -- name as typed
    patient_key TEXT,               -- folded for search: no accents, lower case
    cns TEXT,
    birth TEXT,
    modality TEXT,
    procedure TEXT,                 -- first procedure's code
    server TEXT NOT NULL,           -- nada, aceito, cancelado
    server_version INTEGER NOT NULL DEFAULT 0,
    pending TEXT NOT NULL,          -- nenhuma, pronto, enviando, sem_confirmacao, rejeitado
    pending_kind TEXT,
    management TEXT NOT NULL,       -- desconhecido, aprovado, rejeitado
    draft_id INTEGER REFERENCES draft (id),
    word TEXT NOT NULL,             -- the one word on screen, derived from the axes
    changed_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id)
) WITHOUT ROWID;
CREATE INDEX contact_list_changed ON contact_list (changed_at DESC);
CREATE INDEX contact_list_word ON contact_list (word, changed_at DESC);
CREATE INDEX contact_list_admission ON contact_list (admission DESC, uuid);
CREATE INDEX contact_list_patient ON contact_list (patient_key);
CREATE INDEX contact_list_cns ON contact_list (cns);
CREATE INDEX contact_list_competencia ON contact_list (competencia, word);
CREATE INDEX contact_list_draft ON contact_list (draft_id) WHERE draft_id IS NOT NULL;

-- What happened, to what, by whom: the history of a contact.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    uuid TEXT,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX event_uuid ON event (uuid, id);
