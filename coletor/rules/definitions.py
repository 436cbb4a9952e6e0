"""Rules from the definitions of Art. 92: length of stay, urgency."""

from collections.abc import Iterable

from coletor.rules import codes
from coletor.rules.facts import Contact, Hit
from coletor.rules.registry import Surroundings, rule


def _days(contact: Contact) -> int | None:
    """Return the days between admission and outcome where the outcome is one by time."""
    first, last = contact.get("data_admissao"), contact.get("data_desfecho")
    if first is None or last is None or contact.get("motivo_desfecho") in codes.NOT_BY_TIME:
        return None
    return int((last - first).days)


@rule("hospitalar-mesmo-dia")
def hospital_same_day(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """Hospital care lasts 24 hours or more."""
    if contact.get("modalidade") == codes.HOSPITAL and _days(contact) == 0:
        return (Hit(contact.root, "data_desfecho", {}),)
    return ()


@rule("intermediaria-longa")
def intermediate_longer(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """Intermediate care lasts less than 24 hours; the next day may still be less."""
    if contact.get("modalidade") == codes.INTERMEDIATE:
        days = _days(contact)
        if days is not None and days > 1:
            return (Hit(contact.root, "data_desfecho", {"dias": days}),)
    return ()


@rule("urgencia-eletivo")
def elective_emergency(contact: Contact, _around: Surroundings) -> Iterable[Hit]:
    """Care of urgency is not programmed, so it is never elective (ERR784 of RNDS)."""
    modality, character = contact.get("modalidade"), contact.get("carater")
    if modality == codes.EMERGENCY and character == codes.ELECTIVE:
        return (Hit(contact.root, "carater", {}),)
    return ()
