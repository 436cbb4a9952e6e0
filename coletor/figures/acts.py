"""What was done in a month and by whom, counted inside the database from the contacts' documents.

The counting is one statement each, so that no document crosses into Python and other threads run
on meanwhile. On a cold disk it takes seconds for a large month: it is read when it is asked for.
"""

from collections import Counter

from coletor.figures.types import PROCEDURES, PROFESSIONALS
from coletor.model import Element, Model
from coletor.store import Database

_CANCELLED = "cancelado"


def read_acts(db: Database, month: str, models: list[Model]) -> dict[str, Counter[str]]:
    """Return how many of each procedure were done, and how many contacts each professional has.

    Args:
        db: a connection inside a transaction.
        month: of the admission, AAAAMM.
        models: the models whose contacts count.
    """
    done: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for model in models:
        code, quantity = (model.by_role.get(name) for name in ("codigo_procedimento", "quantidade"))
        if code is not None:
            done.update(_counts(db, procedures_query(code, quantity), month, model))
        person = model.by_role.get("cns_profissional")
        if person is not None:
            people.update(_counts(db, professionals_query(person), month, model))
    return {PROCEDURES: done, PROFESSIONALS: people}


def procedures_query(code: Element, quantity: Element | None) -> str:
    """Return the SQL of procedures with their quantities; values: month, model, word left out.

    Args:
        code: the procedure's code.
        quantity: how often it was done, None in a model that does not say.
    """
    same = quantity is not None and quantity.group_path == code.group_path
    times = f"COALESCE({_value(quantity)}, 1)" if quantity is not None and same else "1"
    return f"SELECT {_value(code)}, SUM({times}) {_from(code)} GROUP BY 1"


def professionals_query(person: Element) -> str:
    """Return the SQL of professionals with their contacts; values as in `procedures_query`."""
    return (
        f"SELECT COALESCE({_value(person)}, ''), COUNT(DISTINCT l.uuid) {_from(person)} GROUP BY 1"
    )


def _counts(db: Database, sql: str, month: str, model: Model) -> dict[str, int]:
    rows = db.execute(sql, [month, model.id, _CANCELLED]).fetchall()
    return {str(code or ""): int(count) for code, count in rows}


def _lists(element: Element) -> list[str]:
    return element.group_path.split("[].")


def _value(element: Element) -> str:
    """Return the SQL of an element's value in the innermost row of its list."""
    inner = element.path.rpartition("[].")[2]
    return f"json_extract(row{len(_lists(element)) - 1}.value, '$.{inner}')"


def _from(element: Element) -> str:
    """Return the rows of an element's list, list within list, of the month's contacts."""
    source, joins = "c.document", ""
    for depth, path in enumerate(_lists(element)):
        joins += f", json_each({source}, '$.{path}') AS row{depth}"
        source = f"row{depth}.value"
    return (
        f"FROM contact_list l JOIN contact c ON c.uuid = l.uuid{joins}"
        " WHERE l.competencia = ? AND l.model = ? AND l.word <> ?"
    )
