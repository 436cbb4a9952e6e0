"""Invented people, their codes built with the official routines."""

import copy
from datetime import date

from coletor.contact import Document, new_uuid
from coletor.demonstration.samples import load_samples
from coletor.identifiers import cns, cpf
from coletor.model import load_model

OPERATOR = 1
MODEL = load_model("cmd-2017")
NURSE, DOCTOR = "223505", "225125"


def card(number: int) -> str:
    """Return the CNS of an invented person."""
    return cns.build(f"1{number:010}")


def taxpayer(number: int) -> str:
    """Return the CPF of an invented person."""
    return cpf.build(f"{number:09}")


def person(number: int, name: str = "MARIA DE SOUZA", **others: str) -> dict[str, str]:
    """Return the values of a patient."""
    return {"cns": card(number), "nome": name, **others}


def contact(number: int = 0) -> Document:
    """Return a contact without errors: of the sample people, with new identifier."""
    document = copy.deepcopy(load_samples(MODEL, date(2026, 8, 31)).documents[number])
    document["contato"] = {"estabelecimento": "2077485", **document["contato"]}
    return {"modelo": MODEL.id, "uuid": new_uuid(), **document}
