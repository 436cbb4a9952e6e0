"""What the training webservice lets one set from outside: the management's results."""

import json
from typing import Any

from coletor.training.replies import Reply
from coletor.training.service import Service

_JSON = "application/json; charset=utf-8"


def manage(service: Service, content: bytes) -> Reply:
    """Set results of the management, as the secretaria would; all of them or none.

    Args:
        service: the running service.
        content: JSON list of ``{"uuid", "resultado": "aprovado" | "rejeitado" | "", "motivo"}``.

    Returns:
        200 with ``{"contatos": n}``; 400 when the content is of another form; 404 when a
        contact is not held.
    """
    try:
        rows = [_row(service, row) for row in json.loads(content)]
    except (ValueError, TypeError, KeyError):
        return Reply(400, _JSON, b"{}")
    try:
        with service.contacts.change():
            for uuid, result, reason in rows:
                if not service.contacts.manage(uuid, result, reason):
                    raise LookupError
    except LookupError:
        return Reply(404, _JSON, b"{}")
    return Reply(200, _JSON, json.dumps({"contatos": len(rows)}).encode())


def _row(service: Service, row: dict[str, Any]) -> tuple[str, str, str]:
    result = row["resultado"]
    if result not in ("", *service.wire.management):
        raise ValueError(result)
    return str(row["uuid"]).lower(), result, str(row.get("motivo", ""))
