"""What the tests of the list write into a store: operations, receipts, a contact."""

from coletor.model import load_model
from coletor.store import Listing

MODEL = load_model("cmd-2017")
ROLES = ("nome_individuo", "cns_individuo", "data_nascimento", "data_admissao", "modalidade")
PATHS = {role: MODEL.by_role[role].path for role in ROLES}
CODE = MODEL.by_role["codigo_procedimento"]
DOCUMENT = {
    "modelo": "cmd-2017",
    "individuo": {"nome": "José Ávila", "cns": "700000000000000", "data_nascimento": "1980"},
    "contato": {"admissao": {"data": "2026-07-14", "modalidade": "01"}},
    "procedimentos": [{"codigo": "0301010072"}, {"codigo": "0301010064"}],
}


def operation(db, uuid: str, kind: str, state: str) -> int:
    made = db.execute(
        "INSERT INTO operation (uuid, kind, document, body, body_sha256, wire, places, rows,"
        " state, created_at, changed_at, operator_id)"
        " VALUES (?, ?, '{}', x'', '', '1', '{}', '{}', ?, '2026-07-15', '2026-07-15', 1)",
        [uuid, kind, state],
    )
    Listing.refresh(db, uuid)
    return made.lastrowid


def receipt(db, operation_id: int, uuid: str, kind: str, version: int) -> None:
    db.execute("UPDATE operation SET state = 'aceito' WHERE id = ?", [operation_id])
    db.execute(
        "INSERT INTO receipt (operation_id, uuid, kind, version, protocol, received_at,"
        " body_sha256, operator_id) VALUES (?, ?, ?, ?, 'P1', '2026-07-16', '', 1)",
        [operation_id, uuid, kind, version],
    )
    Listing.refresh(db, uuid)
