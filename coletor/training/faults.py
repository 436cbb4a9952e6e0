"""The fault schedule: what goes wrong, at which call; deterministic with its seed."""

import json
import random
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.reasons import system_reason, text_reason
from coletor.webservice.names import OPERATIONS

# What each fault does:
#   atraso             waits `segundos` (1), then answers as ever
#   derruba-antes      closes the connection, nothing carried out
#   derruba-depois     carries the operation out and closes the connection without an answer
#   corta-resposta     closes the connection in the middle of the answer
#   http-500/503/429   that status with no content; `segundos` becomes Retry-After
#   html               a page, as a captive portal has it
#   xml-truncado       two thirds of the XML, as if it were whole
#   xml-bomba          entities that grow without end
#   namespace-errado   the service's namespace is another
#   msfalha            a fault with `codigo` (OSB_INDISPONIVEL)
#   soap-1.1           the right answer in the other version of SOAP
#   gotejar            the right answer in 20 pieces over `segundos` (2)
#   resposta-repetida  the whole HTTP answer twice on the same connection
#   uuid-errado        the right answer with another contact's UUID
# The value: whether the operation has been carried out when the fault strikes; an entry's
# `depois` (true or false) overrides it.
FAULTS = {
    "atraso": True,
    "derruba-antes": False,
    "derruba-depois": True,
    "corta-resposta": True,
    "http-500": False,
    "http-503": False,
    "http-429": False,
    "html": False,
    "xml-truncado": True,
    "xml-bomba": True,
    "namespace-errado": True,
    "msfalha": False,
    "soap-1.1": True,
    "gotejar": True,
    "resposta-repetida": True,
    "uuid-errado": True,
}
_KEYS = {
    "operacao",
    "vez",
    "probabilidade",
    "semente",
    "falha",
    "segundos",
    "codigo",
    "depois",
}


@dataclass
class Fault:
    """One entry of the schedule.

    Args:
        operation: key of the operation, or ``*``.
        name: which fault.
        call: which of the calls that the entry looks at (from 1), or None.
        probability: chance of each call, where ``call`` is None; 1 when neither is given.
        seconds: delay, drip or Retry-After, where the fault has one.
        code: of ``msfalha``.
        after: whether the operation is carried out before the fault strikes.
        dice: the entry's own random numbers.
    """

    operation: str
    name: str
    call: int | None
    probability: float
    seconds: float | None
    code: str | None
    after: bool
    dice: random.Random = field(repr=False)
    seen: int = 0

    def strikes(self, operation: str) -> bool:
        """Count a call and tell whether the fault strikes it."""
        if self.operation not in ("*", operation):
            return False
        self.seen += 1
        if self.call is not None:
            return self.seen == self.call
        return self.dice.random() < self.probability


class Schedule:
    """The faults in the order of the file; the first that strikes a call is the one."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = list(faults)
        self._lock = threading.Lock()

    def next(self, operation: str) -> Fault | None:
        """Count a call in every entry and return the fault that strikes it, or None."""
        with self._lock:
            striking = [fault for fault in self._faults if fault.strikes(operation)]
        return striking[0] if striking else None


def load_schedule(source: Path | list[dict[str, Any]] | None) -> Schedule:
    """Return the schedule of a JSON file, or of the list that such a file holds.

    Raises:
        ColetorError: the file cannot be read or an entry is no fault.
    """
    if source is None:
        return Schedule()
    rows = _read(source) if isinstance(source, Path) else source
    return Schedule(_fault(number, row) for number, row in enumerate(rows, start=1))


def _read(file: Path) -> list[Any]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ColetorError("training.file", file=file, reason=system_reason(error)) from None
    except ValueError as error:
        raise ColetorError("training.file", file=file, reason=text_reason(error)) from None
    if not isinstance(rows, list):
        raise ColetorError("training.not_list", file=file)
    return rows


def _fault(number: int, row: Any) -> Fault:
    problem = _problem(row)
    if problem:
        raise ColetorError("training.fault", number=number, reason=problem)
    chance = row.get("probabilidade")
    return Fault(
        operation=row.get("operacao", "*"),
        name=row["falha"],
        call=row.get("vez"),
        probability=1.0 if chance is None else float(chance),
        seconds=row.get("segundos"),
        code=row.get("codigo"),
        after=bool(row.get("depois", FAULTS[row["falha"]])),
        dice=random.Random(row.get("semente", 0)),  # noqa: S311 - repeatable, not secret
    )


def _problem(row: Any) -> str:
    """Return why a row is no entry of a schedule, or ''."""
    if not isinstance(row, dict):
        return text("training.why.not_object")
    unknown = sorted(row.keys() - _KEYS)
    if unknown:
        return text("training.why.unknown", keys=", ".join(unknown))
    if row.get("falha") not in FAULTS:
        return text("training.why.name", value=row.get("falha"), known=", ".join(FAULTS))
    if row.get("operacao", "*") not in ("*", *OPERATIONS):
        return text("training.why.operation", value=row["operacao"])
    return _wrong_number(row)


def _wrong_number(row: dict[str, Any]) -> str:
    """Return which number of an entry is out of its bounds, or ''."""
    call, chance, seconds = (row.get(key) for key in ("vez", "probabilidade", "segundos"))
    if call is not None and (not isinstance(call, int) or isinstance(call, bool) or call < 1):
        return text("training.why.call", value=call)
    if not _amount(chance) or (chance is not None and chance > 1):
        return text("training.why.chance", value=chance)
    return "" if _amount(seconds) else text("training.why.seconds", value=seconds)


def _amount(value: Any) -> bool:
    return value is None or (
        isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    )
