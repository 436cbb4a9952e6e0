"""The contract that a folder adopted, and the confirmation that opens the sending of real data.

Three things open it: an address, an official WSDL that our names agree with, and the confirmation
of the person responsible for the folder. The confirmation is for that address and for the very
bytes of that contract: when either changes, it is closed again.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coletor import clock
from coletor.durable import write_atomically
from coletor.errors import ColetorError
from coletor.reasons import system_reason
from coletor.store import Operator, Operators, Store
from coletor.store.events import Events
from coletor.webservice.lock import CONFIRMATION, CONTRACT, DIFFERENCES, require_open
from coletor.webservice.names import Wire, load_wire, merged_wire

if TYPE_CHECKING:
    from coletor.webservice.compare import Difference

_POINTER = "contrato.json"
_NAMES = "nomes.toml"


@dataclass(frozen=True, slots=True)
class Contract:
    """An adopted contract.

    Args:
        folder: where its files stand.
        wsdl: the WSDL's place below it.
        sha256: hash of all its files, read now.
    """

    folder: Path
    wsdl: str
    sha256: str

    def wire(self) -> Wire:
        """Return our names as they are for this contract."""
        names = self.folder / _NAMES
        return merged_wire(names) if names.is_file() else load_wire()

    def differences(self) -> "list[Difference]":
        """Return what our names and the contract still disagree on."""
        from coletor.webservice.compare import compare_wsdl  # noqa: PLC0415 - lxml, at start-up

        return compare_wsdl(self.folder / self.wsdl, self.wire())


def adopt(place: Path, wsdl: Path, names: Path | None = None) -> Contract:
    """Copy a WSDL, with what it imports and our names for it, into a folder.

    Args:
        place: the folder's place for contracts.
        wsdl: the official file.
        names: a file of names that differ from the shipped ones, or None.

    Raises:
        ColetorError: a file cannot be read, is no WSDL, or the copy cannot be written.
    """
    from coletor.webservice.compare import files_of  # noqa: PLC0415 - lxml is not for start-up

    sources = files_of(wsdl)
    if names is not None:
        merged_wire(names)
    base = Path(os.path.commonpath([source.parent for source in sources]))
    content = {source.relative_to(base).as_posix(): source.read_bytes() for source in sources}
    if names is not None:
        content[_NAMES] = names.read_bytes()
    sha256 = _hash(content)
    main = wsdl.resolve().relative_to(base).as_posix()
    try:
        _write(place / sha256[:16], content)
        pointer = {"pasta": sha256[:16], "wsdl": main, "arquivos": sorted(content)}
        _write(place, {_POINTER: json.dumps(pointer).encode()})
    except OSError as error:
        raise ColetorError(
            "webservice.contract.unwritable", folder=place, reason=system_reason(error)
        ) from None
    return Contract(place / sha256[:16], main, sha256)


def note_adoption(store: Store, contract: Contract, operator: Operator) -> None:
    """Write in the folder's history who adopted a contract."""
    with store.change() as db:
        detail = {"sha256": contract.sha256}
        Events.add(db, None, "webservice.event.adopted", operator.id, detail)


def adopted(place: Path) -> Contract | None:
    """Return the contract that a folder adopted, None where it has none.

    Args:
        place: the folder's place for contracts.

    Raises:
        ColetorError: its files are not there any more.
    """
    try:
        pointer = json.loads((place / _POINTER).read_text(encoding="utf-8"))
        folder = place / pointer["pasta"]
        content = {name: (folder / name).read_bytes() for name in pointer["arquivos"]}
        wsdl = str(pointer["wsdl"])
    except FileNotFoundError:
        if not (place / _POINTER).exists():
            return None
        raise ColetorError("webservice.contract.damaged", folder=place) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise ColetorError("webservice.contract.damaged", folder=place) from None
    return Contract(folder, wsdl, _hash(content))


def missing(store: Store, contract: Contract | None, address: str | None) -> tuple[str, ...]:
    """Return what a real folder lacks before it may send to an address.

    Args:
        store: the open database.
        contract: what it adopted.
        address: of the webservice.
    """
    if contract is None:
        return (CONTRACT, CONFIRMATION)
    found = (DIFFERENCES,) if contract.differences() else ()
    with store.query() as db:
        last = db.execute(
            "SELECT address, contract_sha256 FROM production_release ORDER BY id DESC LIMIT 1"
        ).fetchone()
    confirmed = last is not None and tuple(last) == (address, contract.sha256)
    return found if confirmed else (*found, CONFIRMATION)


def release(store: Store, contract: Contract | None, address: str, operator: Operator) -> None:
    """Confirm that real data may be sent to an address under a contract.

    Args:
        store: the open database.
        contract: what the folder adopted.
        address: of the webservice.
        operator: who confirms: the person responsible for the folder.

    Raises:
        ColetorError: somebody else confirms, or something else is still missing.
    """
    responsible = next(person for person in Operators(store).all() if person.active)
    if operator.id != responsible.id:
        raise ColetorError("webservice.lock.not_responsible", name=responsible.name)
    left = tuple(step for step in missing(store, contract, address) if step != CONFIRMATION)
    require_open(address, training=False, missing=left)
    assert contract is not None
    with store.change() as db:
        db.execute(
            "INSERT INTO production_release (at, operator_id, address, contract_sha256)"
            " VALUES (?, ?, ?, ?)",
            [clock.now(), operator.id, address, contract.sha256],
        )
        detail = {"address": address, "sha256": contract.sha256}
        Events.add(db, None, "webservice.event.released", operator.id, detail)


def _hash(content: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(content):
        digest.update(f"{name}\0{len(content[name])}\0".encode())
        digest.update(content[name])
    return digest.hexdigest()


def _write(folder: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, data)
