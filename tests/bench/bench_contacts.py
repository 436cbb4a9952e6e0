"""Contacts as an establishment has them, for the benchmarks: real codes, nine in ten right.

Half are the four examples with other people, days and identifiers; half come from the strategies,
with codes that SIGTAP, CID-10 and CBO have. One in ten is then broken in one place.
"""

from __future__ import annotations

import copy
import json
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from strategies import contacts

from coletor.identifiers import cns
from coletor.model import Model
from coletor.terminology.importing import import_paths
from coletor.terminology.library import Library
from coletor.terminology.types import Procedure

SHARED = Path(__file__).resolve().parents[3] / "shared"
TODAY = date(2026, 7, 20)
MONTH = date(2026, 7, 1)
PLACE = "2077485"
_OLDEST = 1200
"""Months: a procedure up to this age or beyond is for anybody."""
BROKEN = 10
"""One contact in so many has something wrong."""

Document = dict[str, Any]


def tables(folder: Path) -> Library:
    """Return every real table where they are, the demonstration otherwise."""
    if (SHARED / "data").is_dir():
        package = SHARED / "data/sigtap/TabelaUnificada_202607_v2607101010.zip"
        others = ("cid10", "ciap2", "cbo", "municipios", "paises")
        import_paths([package, *(SHARED / "data" / name for name in others)], folder)
    return Library(folder, demonstration=True)


def generated(model: Model, count: int) -> list[Document]:
    """Return contacts of the strategies, as they come."""
    found: list[Document] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(contacts(model))
    def collect(document: Document) -> None:
        found.append(document)

    collect()
    return found


def sample(model: Model, library: Library, count: int) -> list[Document]:
    """Return contacts of the model, the same ones each time.

    Args:
        model: ``cmd-2017``.
        library: the tables whose codes they have.
        count: how many; each is of another person.
    """
    dice = random.Random(20260720)
    fitting = _fitting(library)
    patterns = _examples(model)
    strange = [_usual(one, dice, fitting) for one in generated(model, min(count, 200))]
    found = []
    for number in range(count):
        source = strange if number % 2 else patterns
        document = _renewed(copy.deepcopy(source[number // 2 % len(source)]), dice)
        if number % BROKEN == 7:
            dice.choice(_HARMS)(document)
        found.append(document)
    return found


def as_bytes(documents: list[Document]) -> list[bytes]:
    """Return each contact as one line of NDJSON, without the line break."""
    return [
        json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in documents
    ]


def _examples(model: Model) -> list[Document]:
    folder = SHARED / "design/examples"
    found = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    if found:
        return found
    from coletor.demonstration.samples import load_samples

    return [copy.deepcopy(one) for one in load_samples(model, TODAY).documents]


def _fitting(library: Library) -> list[Procedure]:
    """Return procedures that fit anybody in ambulatory care."""
    words = ("consulta", "curativo", "avaliacao", "dosagem", "radiografia", "administracao")
    hits = [hit for word in words for hit in library.search("sigtap", word, on=MONTH, limit=60)]
    known = [library.procedure(hit.code, MONTH) for hit in hits]
    return [
        one
        for one in known
        if one
        and one.sex in "IN"
        and not one.age_min
        and (one.age_max or _OLDEST) >= _OLDEST
        and (not one.modalities or "01" in one.modalities)
        and not (one.registers and one.registers <= {"03", "04", "05", "06", "07"})
        and not one.cids
    ]


def _usual(document: Document, dice: random.Random, fitting: list[Procedure]) -> Document:
    """Give a generated contact the codes and days of an ordinary month."""
    contact = document["contato"]
    contact["admissao"] |= {"modalidade": "07", "data": MONTH.isoformat()}
    contact["desfecho"] = {"motivo": "01", "data": MONTH.isoformat()}
    for position, row in enumerate(document["diagnosticos"]):
        code = ("I10", "J459", "E119", "M545")[position]
        row |= {"terminologia": "cid-10", "codigo": code, "versao": "20080101"}
    person = document["individuo"]
    if len(person.get("data_nascimento", "")) > 4:
        person["data_nascimento"] = "1984-03-07"
    if "cep_residencia" in person:
        person |= {"municipio_residencia": "3550308", "cep_residencia": "01310100"}
    for row, one in zip(document["procedimentos"], dice.sample(fitting, 3), strict=False):
        row |= {"financiamento": "01", "terminologia": "sigtap", "codigo": one.code}
        row |= {"versao": "20260710A", "quantidade": 1, "data": MONTH.isoformat()}
        for doctor in row["profissionais"]:
            doctor["cbo"] = dice.choice(sorted(one.occupations) or ["225125"])
            doctor.setdefault("cns", cns.build_78("70512345678901"))
    return document


def _renewed(document: Document, dice: random.Random) -> Document:
    """Make it the contact of another person on another day."""
    document["uuid"] = str(_uuid(dice))
    person, contact = document["individuo"], document["contato"]
    if "cns" in person:
        person["cns"] = cns.build(f"{dice.choice('12')}{dice.randrange(10**10):010}")
        person["nome"] = f"Ana {dice.choice(_NAMES)} {dice.choice(_NAMES)}"
    if len(person.get("data_nascimento", "")) > 4:
        birth = date(1940, 1, 1) + timedelta(days=dice.randrange(25_000))
        person["data_nascimento"] = birth.isoformat()
    contact["estabelecimento"] = PLACE
    day = f"2026-07-{dice.randrange(1, 19):02}"
    before = contact["admissao"]["data"]
    contact["admissao"]["data"] = day
    for row in [contact["desfecho"], *document["procedimentos"]]:
        if "data" in row:
            row["data"] = day if row["data"] == before else max(day, row["data"])
    return document


def _uuid(dice: random.Random) -> str:
    digits = f"{dice.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


_NAMES = ("Souza", "Conceição", "dos Santos", "Ramos", "de Lima", "Müller", "Batista", "Nunes")


def _without_sex(document: Document) -> None:
    del document["individuo"]["sexo"]


def _early(document: Document) -> None:
    document["procedimentos"][0]["data"] = "2026-06-30"


def _number_as_text(document: Document) -> None:
    document["procedimentos"][0]["quantidade"] = "1"


def _no_such_code(document: Document) -> None:
    document["diagnosticos"][0]["codigo"] = "J4590"


def _wrong_occupation(document: Document) -> None:
    document["procedimentos"][0]["profissionais"][0]["cbo"] = "782310"


def _wrong_digit(document: Document) -> None:
    row = document["procedimentos"][0]["profissionais"][0]
    row["cns"] = "708401234567897"


def _stranger(document: Document) -> None:
    document["individuo"]["cpf"] = "12345678909"


def _born_later(document: Document) -> None:
    document["individuo"]["data_nascimento"] = "2026-08-01"


_HARMS: list[Callable[[Document], None]] = [
    _without_sex,
    _early,
    _number_as_text,
    _no_such_code,
    _wrong_occupation,
    _wrong_digit,
    _stranger,
    _born_later,
]
