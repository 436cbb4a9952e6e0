"""Rules that look a code up in its table (SIGTAP's own are in ``sigtap``)."""

from collections.abc import Iterable, Iterator
from datetime import date

from coletor.model.masks import masked
from coletor.rules import codes
from coletor.rules.facts import Coded, Contact, Hit
from coletor.rules.finding import Severity
from coletor.rules.registry import RuleFunction, Surroundings, rule
from coletor.terminology.types import Coverage


def day_for(coded_row: Coded, contact: Contact) -> date:
    """Return the day whose tables count: the procedure's, else the admission's, else today."""
    row = coded_row.row
    day = row.get("data_procedimento") if row.parent else None
    day = day or contact.get("data_admissao")
    return day if isinstance(day, date) else contact.today


def _lookup(table: str) -> RuleFunction:
    """Return the rule that looks the codes of one table up."""

    def check(contact: Contact, around: Surroundings) -> Iterable[Hit]:
        tables, given = around.tables, contact.terms.get(table)
        if tables is None or given is None:
            return ()
        found: list[Hit] = []
        for coded in given:
            day = day_for(coded, contact)
            if tables.find(table, coded.code, day) is None:
                cover = tables.covers(table, day)
                if cover.loaded:
                    found.append(_unknown(table, coded, cover))
        return found

    return check


def _unknown(table: str, coded: Coded, cover: Coverage) -> Hit:
    """Return the hit about a code that its table lacks: an error where the table is the one."""
    sure = cover.exact and not cover.demonstration
    return Hit(
        coded.row,
        coded.element,
        {"valor": masked(coded.code, table)},
        None if sure else Severity.WARNING,
        "demonstracao" if cover.demonstration else None if sure else "outra",
    )


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
            fields = {"valor": masked(coded.code, "cid-10"), "nome": term.name}
            yield Hit(coded.row, coded.element, fields)
