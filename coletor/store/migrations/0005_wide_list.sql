-- The list of contacts at a million rows: counters, saved views, every order by an index.

-- How many rows of the list share word, month, modality and operator ('' where there is none).
-- The triggers below keep the counts in the transaction of every change.
CREATE TABLE contact_facet (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL,
    competencia TEXT NOT NULL,
    modality TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0),
    UNIQUE (word, competencia, modality, operator_id)
);
INSERT INTO contact_facet (word, competencia, modality, operator_id)
    SELECT DISTINCT word, coalesce(competencia, ''), coalesce(modality, ''), operator_id
    FROM contact_list;

-- The list again, under a number of its own: indexes get short, and neighbours in time are
-- neighbours on disk. It is taken over as it stands; nothing has to be derived anew.
ALTER TABLE contact_list RENAME TO contact_list_before;
CREATE TABLE contact_list (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL,             -- unique: its index is made once the rows are there
    model TEXT NOT NULL,
    competencia TEXT,               -- AAAAMM of the admission
    admission TEXT,
    outcome TEXT,                   -- date of the outcome
    establishment TEXT,
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
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    -- What the list is cut and ordered by: never NULL, so that pages can go on from a key.
    facet INTEGER NOT NULL REFERENCES contact_facet (id),
    by_patient TEXT NOT NULL,
    by_cns TEXT NOT NULL,
    by_admission TEXT NOT NULL
);
INSERT INTO contact_list (uuid, model, competencia, admission, outcome, establishment, patient,
        patient_key, cns, birth, modality, procedure, server, server_version, pending,
        pending_kind, management, draft_id, word, changed_at, operator_id, facet, by_patient,
        by_cns, by_admission)
    SELECT l.uuid, l.model, l.competencia, l.admission, l.outcome, l.establishment, l.patient,
        l.patient_key, l.cns, l.birth, l.modality, l.procedure, l.server, l.server_version,
        l.pending, l.pending_kind, l.management, l.draft_id, l.word, l.changed_at, l.operator_id,
        f.id, coalesce(l.patient_key, ''), coalesce(l.cns, ''), coalesce(l.admission, '')
    FROM contact_list_before l JOIN contact_facet f ON f.word = l.word
        AND f.competencia = coalesce(l.competencia, '') AND f.modality = coalesce(l.modality, '')
        AND f.operator_id = l.operator_id
    ORDER BY l.changed_at;
DROP TABLE contact_list_before;

CREATE UNIQUE INDEX contact_list_uuid ON contact_list (uuid);
-- Each order twice: over everything, and within one facet.
CREATE INDEX contact_list_changed ON contact_list (changed_at, facet);
CREATE INDEX contact_list_admission ON contact_list (by_admission, facet);
CREATE INDEX contact_list_patient ON contact_list (by_patient, facet);
CREATE INDEX contact_list_number ON contact_list (by_cns, facet);
CREATE INDEX contact_list_word ON contact_list (word, facet);
CREATE INDEX contact_list_facet_changed ON contact_list (facet, changed_at);
CREATE INDEX contact_list_facet_admission ON contact_list (facet, by_admission);
CREATE INDEX contact_list_facet_patient ON contact_list (facet, by_patient);
CREATE INDEX contact_list_facet_number ON contact_list (facet, by_cns);
CREATE INDEX contact_list_facet_word ON contact_list (facet, word);
CREATE INDEX contact_list_procedure ON contact_list (procedure, changed_at, facet);
-- What other rooms ask the list for.
CREATE INDEX contact_list_cns ON contact_list (cns, modality, admission);
CREATE INDEX contact_list_competencia ON contact_list (competencia, word);
CREATE INDEX contact_list_draft ON contact_list (draft_id) WHERE draft_id IS NOT NULL;

UPDATE contact_facet SET count =
    (SELECT COUNT(*) FROM contact_list l WHERE l.facet = contact_facet.id);
CREATE TRIGGER contact_list_added AFTER INSERT ON contact_list BEGIN
    UPDATE contact_facet SET count = count + 1 WHERE id = NEW.facet;
END;
CREATE TRIGGER contact_list_removed AFTER DELETE ON contact_list BEGIN
    UPDATE contact_facet SET count = count - 1 WHERE id = OLD.facet;
END;
CREATE TRIGGER contact_list_moved AFTER UPDATE OF facet ON contact_list
WHEN OLD.facet <> NEW.facet BEGIN
    UPDATE contact_facet SET count = count - 1 WHERE id = OLD.facet;
    UPDATE contact_facet SET count = count + 1 WHERE id = NEW.facet;
END;

-- The same by first procedure, of which one may be most of the list.
CREATE TABLE contact_procedure (
    procedure TEXT PRIMARY KEY,
    count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0)
) WITHOUT ROWID;
INSERT INTO contact_procedure (procedure, count)
    SELECT procedure, COUNT(*) FROM contact_list WHERE procedure IS NOT NULL GROUP BY procedure;
CREATE TRIGGER contact_procedure_added AFTER INSERT ON contact_list
WHEN NEW.procedure IS NOT NULL BEGIN
    INSERT INTO contact_procedure (procedure, count) VALUES (NEW.procedure, 1)
        ON CONFLICT (procedure) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER contact_procedure_removed AFTER DELETE ON contact_list
WHEN OLD.procedure IS NOT NULL BEGIN
    UPDATE contact_procedure SET count = count - 1 WHERE procedure = OLD.procedure;
END;
CREATE TRIGGER contact_procedure_moved AFTER UPDATE OF procedure ON contact_list
WHEN OLD.procedure IS NOT NEW.procedure BEGIN
    UPDATE contact_procedure SET count = count - 1 WHERE procedure = OLD.procedure;
    INSERT INTO contact_procedure (procedure, count)
        SELECT NEW.procedure, 1 WHERE NEW.procedure IS NOT NULL
        ON CONFLICT (procedure) DO UPDATE SET count = count + 1;
END;

-- A filter with its order, by the name that a person gave it; each has their own.
CREATE TABLE contact_view (
    id INTEGER PRIMARY KEY,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    name TEXT NOT NULL,
    wanted TEXT NOT NULL,           -- JSON: filter, order and direction
    changed_at TEXT NOT NULL,
    UNIQUE (operator_id, name)
);
