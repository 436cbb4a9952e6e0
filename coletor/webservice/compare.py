"""Compares an official WSDL with our names, and lists every difference."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml.etree import _Element

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.reasons import system_reason
from coletor.webservice.names import OPTIONAL_PARTS, Wire
from coletor.webservice.schema_types import XS
from coletor.webservice.soap import NotXmlError, parse
from coletor.webservice.wsdl import W

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the official contract has otherwise.

    ``kind`` is the last part of the message id (``webservice.compare.<kind>``); ``name`` is what
    is concerned and ``place`` the key in our names file, or '' where it has none.
    """

    kind: str
    name: str
    place: str = ""

    def __str__(self) -> str:
        return text(f"webservice.compare.{self.kind}", name=self.name, place=self.place)


@dataclass
class _Contract:
    """What an official contract names."""

    namespaces: set[str] = field(default_factory=set)
    operations: set[str] = field(default_factory=set)
    roots: set[Name] = field(default_factory=set)
    elements: set[Name] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)


def compare_wsdl(file: Path, wire: Wire) -> list[Difference]:
    """Return the differences between an official WSDL (with its XSD beside it) and our names.

    Names are compared by namespace and name; where an element stands is not.

    Args:
        file: the WSDL; schemas that it imports are read from its folder, never from the network.
        wire: our names.

    Raises:
        ColetorError: a file cannot be read or is no WSDL.
    """
    contract = _Contract()
    _read(file, contract, set())
    if not contract.operations:
        raise ColetorError("webservice.compare.no_wsdl", file=file)
    return [
        *(Difference("unread", name) for name in sorted(contract.absent)),
        *_namespaces(contract, wire),
        *_operations(contract, wire),
        *_roots(contract, wire),
        *_elements(contract, wire),
    ]


def files_of(file: Path) -> list[Path]:
    """Return a WSDL and every file it imports that stands on this computer.

    Raises:
        ColetorError: a file cannot be read or is no WSDL.
    """
    contract, seen = _Contract(), set[Path]()
    _read(file, contract, seen)
    return sorted(seen)


def _read(file: Path, contract: _Contract, seen: set[Path]) -> None:
    """Collect the names of a WSDL or schema and of the files it imports."""
    if file.resolve() in seen:
        return
    seen.add(file.resolve())
    try:
        root = parse(file.read_bytes())
    except OSError as error:
        raise ColetorError(
            "webservice.compare.unreadable", file=file, reason=system_reason(error)
        ) from None
    except NotXmlError:
        raise ColetorError("webservice.compare.no_wsdl", file=file) from None
    contract.operations |= {
        item.get("name", "") for item in root.iterfind(f"{{{W}}}portType/{{{W}}}operation")
    }
    for schema in root.iter(f"{{{XS}}}schema"):
        _schema(schema, contract)
    for location in _locations(root):
        _follow(file, location, contract, seen)


def _schema(schema: _Element, contract: _Contract) -> None:
    target = schema.get("targetNamespace", "")
    if target:
        contract.namespaces.add(target)
    for element in schema.iter(f"{{{XS}}}element"):
        name = element.get("name")
        if name:
            contract.elements.add((target, name))
            if element.getparent() is schema:
                contract.roots.add((target, name))


def _locations(root: _Element) -> Iterator[str]:
    for tag in ("import", "include", "redefine"):
        for element in root.iter(f"{{{XS}}}{tag}"):
            yield element.get("schemaLocation", "")
    for element in root.iter(f"{{{W}}}import"):
        yield element.get("location", "")


def _follow(file: Path, location: str, contract: _Contract, seen: set[Path]) -> None:
    """Read an imported file that stands on this computer; name it otherwise."""
    if not location:
        return
    target = file.parent / location
    if urlsplit(location).scheme or not target.is_file():
        contract.absent.add(location)
        return
    _read(target, contract, seen)


def _namespaces(contract: _Contract, wire: Wire) -> Iterator[Difference]:
    for key, namespace in wire.spaces.items():
        if namespace not in contract.namespaces:
            yield Difference("namespace", namespace, f"espacos.{key}")


def _operations(contract: _Contract, wire: Wire) -> Iterator[Difference]:
    ours = {operation.name: key for key, operation in wire.operations.items()}
    for name, key in ours.items():
        if name not in contract.operations:
            yield Difference("operation", name, f"operacoes.{key}.nome")
    for name in sorted(contract.operations - ours.keys()):
        yield Difference("unknown_operation", name)


def _roots(contract: _Contract, wire: Wire) -> Iterator[Difference]:
    space = wire.spaces["servico"]
    expected = {wire.operator["elemento"]: "autenticacao.elemento"}
    for key, operation in wire.operations.items():
        expected[operation.request] = f"operacoes.{key}.pedido"
        expected[operation.response] = f"operacoes.{key}.resposta"
    for name, place in expected.items():
        yield from _missing("root", (space, name), place, contract.roots)
    fault = (wire.spaces["falha"], wire.fault["elemento"])
    yield from _missing("root", fault, "falha.elemento", contract.roots)


def _elements(contract: _Contract, wire: Wire) -> Iterator[Difference]:
    expected = _expected(contract, wire)
    for qualified, place in expected:
        yield from _missing("element", qualified, place, contract.elements)
    known = {name for name, _ in expected} | contract.roots
    for space, name in sorted(contract.elements - known):
        yield Difference("unknown_element", f"{{{space}}}{name}")


def _expected(contract: _Contract, wire: Wire) -> list[tuple[Name, str]]:
    """Return every element below a root that we name, with its place in our file."""
    spaces = wire.spaces

    def offered(key: str, name: str) -> bool:
        return key not in OPTIONAL_PARTS or (spaces["servico"], name) in contract.elements

    found = [((spaces["dados"], name), f"elementos.{key}") for key, name in wire.elements.items()]
    found.append(((spaces["dados"], wire.parts["uuid"]), "partes.uuid"))
    found.append(((spaces["dados"], wire.parts["contato"]), "partes.contato"))
    found += [
        ((spaces["servico"], name), f"partes.{key}")
        for key, name in wire.parts.items()
        if key != "contato" and offered(key, name)
    ]
    found += [
        ((spaces["servico"], wire.operator[key]), f"autenticacao.{key}") for key in ("cpf", "senha")
    ]
    found.append(((spaces["falha"], wire.fault["mensagem"]), "falha.mensagem"))
    found += [
        ((spaces["mensagem"], wire.fault[key]), f"falha.{key}") for key in ("codigo", "descricao")
    ]
    return found


def _missing(kind: str, name: Name, place: str, official: Iterable[Name]) -> Iterator[Difference]:
    if name in set(official):
        return
    elsewhere = sorted(space for space, other in official if other == name[1])
    if elsewhere:
        yield Difference("other_namespace", f"{name[1]} ({elsewhere[0]})", place)
    else:
        yield Difference(kind, name[1], place)
