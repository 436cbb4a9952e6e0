"""The business checks of the training webservice: a data file in a small declarative language."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.etree import _Element

from coletor import clock, resources
from coletor.errors import ColetorError
from coletor.reasons import system_reason, text_reason

_CONDITIONS = ("exige", "proibidos", "permitidos", "forma", "digito")


@dataclass(frozen=True, slots=True)
class Denial:
    """One failed check, with the element it speaks of."""

    code: str
    text: str
    element: _Element | None


class Check:
    """One check of the file: which elements it looks at and what each must satisfy.

    Args:
        row: the table of the file.
        prefixes: prefix -> namespace for its XPath.

    Raises:
        ValueError: the table is no check; the text says why.
    """

    def __init__(self, row: dict[str, Any], prefixes: dict[str, str]) -> None:
        conditions = [name for name in _CONDITIONS if name in row]
        if len(conditions) != 1:
            raise ValueError(", ".join(_CONDITIONS))
        self.code, self.text = str(row["codigo"]), str(row["texto"])
        self._chosen = etree.XPath(row["em"], namespaces=prefixes)
        self._field = etree.XPath(row["campo"], namespaces=prefixes) if "campo" in row else None
        self._kind, self._value = conditions[0], row[conditions[0]]
        if self._kind == "exige":
            self._required = etree.XPath(f"boolean({self._value})", namespaces=prefixes)
        elif self._kind == "forma":
            self._pattern = re.compile(self._value)
        elif self._kind == "digito" and self._value != "cns":
            raise ValueError(f"digito: {self._value}")
        self._try()

    def _try(self) -> None:
        """Evaluate every expression once: a wrong prefix or variable shows only then."""
        probe = etree.Element("x")
        self._chosen(probe)
        if self._field:
            self._field(probe)
        if self._kind == "exige":
            self._required(probe, hoje=0.0)

    def denials(self, contact: _Element) -> list[Denial]:
        """Return a denial for each element that does not satisfy the check."""
        chosen = self._chosen(contact)
        elements = chosen if isinstance(chosen, list) else []
        return [
            Denial(self.code, self.text, self._blamed(element))
            for element in elements
            if isinstance(element, _Element) and not self._holds(element)
        ]

    def _blamed(self, element: _Element) -> _Element:
        found = self._field(element) if self._field else None
        first = found[0] if isinstance(found, list) and found else None
        return first if isinstance(first, _Element) else element

    def _holds(self, element: _Element) -> bool:
        value = element.text or ""
        if self._kind == "exige":
            today = float(clock.today().strftime("%Y%m%d"))
            return bool(self._required(element, hoje=today))
        if self._kind == "proibidos":
            return value not in self._value
        if self._kind == "permitidos":
            return value in self._value
        if self._kind == "forma":
            return self._pattern.fullmatch(value) is not None
        return _cns_digit(value)


def _cns_digit(value: str) -> bool:
    """Tell whether the weighted sum of a CNS is a multiple of 11."""
    digits = [int(digit) for digit in value if digit.isascii() and digit.isdigit()]
    weights = range(15, 0, -1)
    weighed = sum(digit * weight for digit, weight in zip(digits, weights, strict=False))
    return len(digits) == 15 and weighed % 11 == 0


class Checks:
    """The checks of one file.

    Args:
        file: TOML file with ``[[critica]]`` tables; None for the shipped one.
        namespace: of the contact, prefix ``c`` in the file.

    Raises:
        ColetorError: the file cannot be read or holds something that is no check.
    """

    def __init__(self, file: Path | None, namespace: str) -> None:
        file = file or resources.path("webservice", "criticas.toml")
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8")).get("critica", [])
        except OSError as error:
            raise ColetorError("training.file", file=file, reason=system_reason(error)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ColetorError("training.file", file=file, reason=text_reason(error)) from None
        rows = found if isinstance(found, list) else [found]
        self._checks = [
            _check(file, number, row, namespace) for number, row in enumerate(rows, start=1)
        ]

    def denials(self, contact: _Element) -> list[Denial]:
        """Return every check that a contact fails, in the order of the file."""
        return [denial for check in self._checks for denial in check.denials(contact)]


def _check(file: Path, number: int, row: Any, namespace: str) -> Check:
    try:
        return Check(row, {"c": namespace})
    except KeyError as error:
        raise ColetorError(
            "training.check", file=file, number=number, reason=error.args[0]
        ) from None
    except (ValueError, TypeError, re.error, etree.XPathError) as error:
        raise ColetorError("training.check", file=file, number=number, reason=error) from None


def place_of(element: _Element, top: str) -> str:
    """Return the place of an element inside the contact, positions from 1 at every step.

    Args:
        element: an element of the contact, or the contact itself.
        top: name of the contact element.
    """
    steps: list[str] = []
    here: _Element | None = element
    while here is not None:
        name = str(here.tag).rpartition("}")[2]
        if name == top:
            return "/".join([top, *reversed(steps)])
        position = 1 + sum(1 for _ in here.itersiblings(here.tag, preceding=True))
        steps.append(f"{name}[{position}]")
        here = here.getparent()
    return "/".join(reversed(steps))
