"""Every name on the wire, read from one replaceable data file."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coletor import resources
from coletor.errors import ColetorError
from coletor.reasons import reason, system_reason, text_reason

WIRE_FILE = "fio-cmd-2017.toml"
OPTIONAL_PARTS = ("gestao", "motivo_gestao")
"""Parts of answers that an official contract may lack."""
OPERATIONS = ("incluir", "alterar", "cancelar", "pesquisar", "detalhar")


@dataclass(frozen=True, slots=True)
class Operation:
    """The names of one operation of the service.

    Args:
        key: how the program calls it (``incluir``).
        name: its name in the WSDL.
        request: root element of the request.
        response: root element of the response.
    """

    key: str
    name: str
    request: str
    response: str


@dataclass(frozen=True, eq=False)
class Wire:
    """The names of one version of the wire.

    ``spaces`` (namespaces), ``parts`` (of requests and answers), ``operator`` (header), ``fault``,
    ``states`` and ``management`` are the tables of the file by their Portuguese keys;
    ``elements`` gives the element name of each place of the model's ``fio``, without its
    asterisks.
    """

    version: str
    model_id: str
    label: str
    service: str
    location: str
    spaces: Mapping[str, str]
    operations: Mapping[str, Operation]
    operator: Mapping[str, str]
    fault: Mapping[str, str]
    parts: Mapping[str, str]
    states: Mapping[str, str]
    management: Mapping[str, str]
    values: Mapping[str, str | Mapping[str, str]]
    elements: Mapping[str, str]

    def data(self, name: str) -> str:
        """Return a name of the contact's namespace as ``{namespace}name``."""
        return f"{{{self.spaces['dados']}}}{name}"

    def part(self, key: str) -> str:
        """Return a part of a request or answer, by its key in the file, with its namespace."""
        return f"{{{self.spaces['servico']}}}{self.parts[key]}"

    def request(self, operation: str) -> str:
        """Return the root element of an operation's request with its namespace."""
        return f"{{{self.spaces['servico']}}}{self.operations[operation].request}"

    def response(self, operation: str) -> str:
        """Return the root element of an operation's response with its namespace."""
        return f"{{{self.spaces['servico']}}}{self.operations[operation].response}"

    def element(self, place: str) -> str:
        """Return the element name of a place of the model.

        Raises:
            ColetorError: the file names no element for it.
        """
        if place not in self.elements:
            raise ColetorError("webservice.wire.no_name", place=place, version=self.version)
        return self.elements[place]


def load_wire(file: Path | None = None) -> Wire:
    """Return the wire names, of the shipped file unless another is named.

    Raises:
        ColetorError: the file cannot be read or lacks a part.
    """
    return _load(file or resources.path("webservice", WIRE_FILE))


def merged_wire(changes: Path) -> Wire:
    """Return the shipped names with those of another file in their place.

    Args:
        changes: a file with some of the tables and keys of the shipped one. An optional part
            that a contract lacks may be emptied.

    Raises:
        ColetorError: the file cannot be read, or names what does not exist.
    """
    shipped = tomllib.loads(resources.path("webservice", WIRE_FILE).read_text(encoding="utf-8"))
    try:
        content = changes.read_bytes()
        given = tomllib.loads(content.decode("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ColetorError(
            "webservice.wire.unreadable", file=changes.name, error=reason(error)
        ) from None
    _merge(shipped, given, "", changes.name)
    # Another version: what was frozen under the old names and never sent is frozen anew.
    shipped["versao"] = f"{shipped['versao']}+{hashlib.sha256(content).hexdigest()[:8]}"
    return _wire(shipped)


def _merge(target: dict[str, Any], given: dict[str, Any], place: str, file: str) -> None:
    for key, value in given.items():
        here = f"{place}.{key}" if place else key
        if key not in target or type(target[key]) is not type(value):
            raise ColetorError("webservice.contract.unknown_name", file=file, key=here)
        if isinstance(value, dict):
            _merge(target[key], value, here, file)
        else:
            target[key] = value


@cache
def _load(file: Path) -> Wire:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return _wire(data)
    except OSError as error:
        raise ColetorError(
            "webservice.wire.unreadable", file=file.name, error=system_reason(error)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ColetorError(
            "webservice.wire.unreadable", file=file.name, error=text_reason(error)
        ) from None
    except KeyError as error:
        raise ColetorError("webservice.wire.missing", file=file.name, key=error.args[0]) from None


def _wire(data: dict[str, Any]) -> Wire:
    operations = {
        key: Operation(key, names["nome"], names["pedido"], names["resposta"])
        for key, names in ((key, data["operacoes"][key]) for key in OPERATIONS)
    }
    return Wire(
        version=data["versao"],
        model_id=data["modelo"],
        label=data["rotulo"],
        service=data["servico"]["nome"],
        location=data["servico"]["lugar"],
        spaces=data["espacos"],
        operations=operations,
        operator=data["autenticacao"],
        fault=data["falha"],
        parts=data["partes"],
        states=data["situacoes"],
        management=data["gestao"],
        values=data["valores"],
        elements=data["elementos"],
    )
