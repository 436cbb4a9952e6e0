"""Coded values of the elements: dated data with the source named."""

import tomllib
from dataclasses import dataclass
from functools import cache

from coletor import resources
from coletor.model.errors import ModelError
from coletor.reasons import text_reason


@dataclass(frozen=True, slots=True)
class CodeValue:
    """One value of a list; ``definition`` and ``article`` come from the resolution (Art. 92).

    A terminology has the ``mask`` of its codes: ``A`` for a letter, ``0`` for a digit.
    """

    code: str
    name: str
    definition: str = ""
    article: str = ""
    oid: str = ""
    mask: str = ""


@dataclass(frozen=True)
class CodeList:
    """A list of coded values with where it comes from."""

    id: str
    name: str
    source: str
    grade: str
    values: tuple[CodeValue, ...]

    def get(self, code: str) -> CodeValue | None:
        """Return the value of a code, or None."""
        return next((value for value in self.values if value.code == code), None)


@cache
def load_list(list_id: str) -> CodeList:
    """Load one list of ``resources/lists``.

    Raises:
        ModelError: the file is absent or malformed.
    """
    file = resources.path("lists", f"{list_id}.toml")
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(file, 0, "list_absent", list=list_id) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(file, 0, "list_damaged", list=list_id, error=text_reason(error)) from None
    values = tuple(
        CodeValue(
            code=str(value["codigo"]),
            name=value["nome"],
            definition=value.get("definicao", ""),
            article=value.get("artigo", ""),
            oid=value.get("oid", ""),
            mask=value.get("mascara", ""),
        )
        for value in data["valor"]
    )
    return CodeList(data["id"], data["nome"], data["fonte"], data["grau"], values)
