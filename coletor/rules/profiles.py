"""Rules from what the establishment reports by other ways (Art. 93)."""

from collections.abc import Iterable, Iterator

from coletor.rules import codes
from coletor.rules.facts import Contact, Hit
from coletor.rules.registry import Surroundings, rule


@rule("perfil-atencao-basica")
def basic_care_twice(contact: Contact, around: Surroundings) -> Iterable[Hit]:
    """Basic care paid by the SUS reaches the CMD through e-SUS APS and Sisab."""
    if around.profile is None or not around.profile.basic_care_elsewhere:
        return ()
    if contact.get("modalidade") != codes.BASIC_CARE:
        return ()
    if any(row.get("financiamento") == codes.SUS for row in contact.rows("financiamento")):
        return (Hit(contact.root, "modalidade", {}),)
    return ()


@rule("perfil-saude-suplementar")
def insured_twice(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """Care paid by a private health plan reaches the CMD through TISS and the ANS."""
    if around.profile is None or not around.profile.insured_elsewhere:
        return
    for row in contact.rows("financiamento"):
        if row.get("financiamento") == codes.PRIVATE_INSURANCE:
            yield Hit(row, "financiamento", {})
