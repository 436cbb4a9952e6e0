"""Identifiers of people, places and codes: exact checks, normalisers and builders.

Each module answers ``is_valid(text)`` for the stored form (text, no mask) and most offer
``normalise(text)`` for what a person types. Sources and grades: resources/rules.
"""

from coletor.identifiers import cbo, cep, ciap2, cid10, cnes, cns, cpf, ine, municipio, sigtap, tuss

__all__ = [
    "cbo",
    "cep",
    "ciap2",
    "cid10",
    "cnes",
    "cns",
    "cpf",
    "ine",
    "municipio",
    "sigtap",
    "tuss",
]
