-- Registers of people: patients and professionals of the establishment.

-- One person of a register, or one vínculo of a professional. Values are JSON: field -> text.
CREATE TABLE register_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- a number is never given twice
    register TEXT NOT NULL,         -- a file of resources/registers
    seq INTEGER NOT NULL UNIQUE,    -- greater = used later; rowid of the words below
    sort TEXT NOT NULL,             -- what the list is in the order of, folded
    term TEXT,                      -- code that is searched by its name (an occupation)
    same TEXT,                      -- who it is, for those without a code
    uses INTEGER NOT NULL DEFAULT 0,
    used_at TEXT,
    differences INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    removed_at TEXT,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    data TEXT NOT NULL
);
CREATE INDEX register_entry_sort ON register_entry (register, sort, id) WHERE removed_at IS NULL;
CREATE INDEX register_entry_live ON register_entry (register, seq) WHERE removed_at IS NULL;
CREATE INDEX register_entry_differing ON register_entry (register, seq)
    WHERE differences > 0 AND removed_at IS NULL;
CREATE INDEX register_entry_term ON register_entry (register, term)
    WHERE term IS NOT NULL AND removed_at IS NULL;
CREATE INDEX register_entry_same ON register_entry (register, same)
    WHERE same IS NOT NULL AND removed_at IS NULL;
CREATE INDEX register_entry_removed ON register_entry (register, removed_at)
    WHERE removed_at IS NOT NULL;

-- Codes that no two entries of a register share; an entry that was removed holds none.
CREATE TABLE register_key (
    register TEXT NOT NULL,
    name TEXT NOT NULL,             -- first field of the group
    value TEXT NOT NULL,            -- values of the group, U+001F between them
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    PRIMARY KEY (register, name, value)
) WITHOUT ROWID;
CREATE INDEX register_key_entry ON register_key (entry_id);

-- The words of each entry by which it is found; the latest used come first (rowid = seq).
CREATE VIRTUAL TABLE register_words_pacientes
    USING fts5 (words, prefix='1 2 3 4 5', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE register_words_profissionais
    USING fts5 (words, prefix='1 2 3 4 5', detail=none, columnsize=0, tokenize='ascii');

-- Every save: who, when, from where, and what changed (JSON: field -> [before, after]).
CREATE TABLE register_change (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    origin TEXT NOT NULL,           -- digitado, contato, planilha, diferenca, removido, restaurado
    uuid TEXT,                      -- the contact it came from
    changes TEXT NOT NULL
);
CREATE INDEX register_change_entry ON register_change (entry_id, id);

-- A contact said otherwise than the register: offered to a person, never taken silently.
CREATE TABLE register_difference (
    id INTEGER PRIMARY KEY,
    entry_id INTEGER NOT NULL REFERENCES register_entry (id),
    field TEXT NOT NULL,
    kept TEXT NOT NULL,
    typed TEXT NOT NULL,
    uuid TEXT NOT NULL,
    at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    settled_at TEXT,
    settled_by INTEGER REFERENCES operator (id),
    taken INTEGER,
    UNIQUE (entry_id, field, kept, typed)
);

-- Contacts from before this version whose people the registers do not know yet, the oldest first.
CREATE TABLE register_todo (
    position INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,
    at TEXT NOT NULL                -- when this was written: what is concluded later is known
);
INSERT INTO register_todo (uuid, at)
    SELECT uuid, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM contact_list ORDER BY changed_at;
-- The list is empty where an earlier step of the same opening emptied it.
INSERT INTO register_todo (uuid, at)
    SELECT uuid, strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM contact
    WHERE NOT EXISTS (SELECT 1 FROM contact_list) ORDER BY changed_at;
