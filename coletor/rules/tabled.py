"""Rules that look a code up in its table (SIGTAP's own are in ``sigtap``)."""

from collections.abc import Iterator
from datetime import date

from coletor.rules import codes
from coletor.rules.facts import Coded, Contact, Hit
from coletor.rules.finding import Severity
from coletor.rules.registry import RuleFunction, Surroundings, rule


def day_for(coded_row: Coded, contact: Contact) -> date:
    """Return the day whose tables count: the procedure's, else the admission's, else today."""
    day = coded_row.row.get("data_procedimento") or coded_row.row.get("data_admissao")
    return day if isinstance(day, date) else contact.today


def _lookup(table: str) -> RuleFunction:
    """Return the rule that looks the codes of one table up."""

    def check(contact: Contact, around: Surroundings) -> Iterator[Hit]:
        tables = around.tables
        if tables is None:
            return
        for coded in contact.terms.get(table, ()):
            day = day_for(coded, contact)
            if tables.find(table, coded.code, day) is not None:
                continue
            cover = tables.covers(table, day)
            if not cover.loaded:
                continue
            sure = cover.exact and not cover.demonstration
            yield Hit(
                coded.row,
                coded.element,
                {"valor": coded.code},
                None if sure else Severity.WARNING,
                "demonstracao" if cover.demonstration else None if sure else "outra",
            )

    return check


for _rule_id, _table in (
    ("cid-tabela", "cid-10"),
    ("ciap-tabela", "ciap-2"),
    ("cbo-tabela", "cbo"),
    ("municipio-tabela", "municipio"),
    ("pais-tabela", "pais"),
    ("tuss-tabela", "tuss"),
):
    rule(_rule_id)(_lookup(_table))


@rule("cid-asterisco")
def asterisk_is_principal(contact: Contact, around: Surroundings) -> Iterator[Hit]:
    """A CID-10 code marked with an asterisk tells how a disease shows, never which it is."""
    tables = around.tables
    if tables is None:
        return
    for coded in contact.terms.get("cid-10", ()):
        if coded.row.get("categoria_diagnostico") != codes.PRINCIPAL:
            continue
        term = tables.find("cid-10", coded.code, day_for(coded, contact))
        if term is not None and not term.may_be_principal:
            yield Hit(coded.row, coded.element, {"valor": coded.code, "nome": term.name})
