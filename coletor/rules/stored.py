"""Rules that need the folder's own contacts and patients."""

from collections.abc import Iterator

from coletor.rules import codes
from coletor.rules.consulting import known
from coletor.rules.facts import Contact, Hit
from coletor.rules.registry import Surroundings, rule

_CPF_MANDATORY, _CPF_OR_CNS, _NEITHER = "058", "009", "034"


@rule("contato-sobreposto")
def overlapping(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """Another contact of the same person, establishment and modality takes the same days."""
    person, place = contact.get("cns_individuo"), contact.get("estabelecimento")
    modality, first = contact.get("modalidade"), contact.get("data_admissao")
    if around.store is None or None in (person, place, modality, first):
        return
    uuid = str(contact.raw.get("uuid"))
    last = contact.get("data_desfecho") or first
    others = around.store.find_overlaps(
        uuid=uuid,
        model=contact.model,
        cns=person,
        establishment=place,
        modality=modality,
        first=first,
        last=last,
    )
    for other in others:
        if not other.linked:
            fields = {"valor": codes.shown_date(other.admission)}
            yield Hit(contact.root, "data_admissao", fields)
            return


@rule("alteracao-substituir")
def another_contact(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """Another person, establishment or modality than the server accepted is another contact."""
    if around.store is None:
        return
    accepted = around.store.accepted(str(contact.raw.get("uuid")))
    if accepted is None:
        return
    for role, before in (
        ("cns_individuo", accepted.person),
        ("estabelecimento", accepted.establishment),
        ("modalidade", accepted.modality),
    ):
        now = contact.get(role)
        later_identified = role == "cns_individuo" and not before
        if now is not None and now != before and not later_identified:
            yield Hit(contact.root, role, {})


@rule("sigtap-cpf-obrigatorio")
def cpf_mandatory(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """The procedure demands the CPF, which the local register lacks (the model carries none)."""
    person = contact.get("cns_individuo")
    if around.store is None or person is None or contact.has("justificativa"):
        return
    if contact.get("raca_cor") == codes.INDIGENOUS or around.store.has_cpf(person):
        return
    for row, procedure, _ in known(contact, around):
        if _CPF_MANDATORY in procedure.details:
            yield Hit(row, "codigo_procedimento", {"nome": procedure.name})


@rule("sigtap-cpf-ou-cns")
def cpf_or_cns(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """The procedure demands CPF or CNS, and the model does not ask for the CNS already."""
    root = contact.root
    if contact.has("cns_individuo") or root.is_missing("cns_individuo"):
        return
    if contact.has("justificativa"):
        return
    for row, procedure, _ in known(contact, around):
        if _CPF_OR_CNS in procedure.details and _NEITHER not in procedure.details:
            yield Hit(row, "codigo_procedimento", {"nome": procedure.name})
