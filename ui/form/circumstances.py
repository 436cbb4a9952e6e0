"""What a draft already knows that decides which codes fit a field: day, sex, age, CBO, CIDs."""

from dataclasses import dataclass, field
from datetime import date

from coletor.contact.entry import parse
from coletor.contact.versions import as_day
from coletor.terminology import Situation
from ui.form.rows import Rows

_CID = "cid-10"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When and for whom a code is looked up.

    Args:
        day: the day on which it must be valid; None for today.
        situation: what is known of the person and the professional.
    """

    day: date | None = None
    situation: Situation = field(default_factory=Situation)


def circumstances_of(rows: Rows, row: int) -> Circumstances:
    """Return what a draft knows at this moment, as one of its rows sees it.

    Args:
        rows: the draft's rows.
        row: the row of the field.
    """
    day = _day(rows, row)
    birth = as_day(rows.value(rows.root.id, "data_nascimento"))
    sex = rows.value(rows.root.id, "sexo")
    return Circumstances(
        day,
        Situation(
            sex=str(sex or ""),
            age_months=_months(birth, day),
            cbo=_cbo(rows, row),
            cids=frozenset(_cids(rows)),
        ),
    )


def _day(rows: Rows, row: int) -> date | None:
    """Return the row's own day, or the admission's."""
    for role in ("data_procedimento", "data_admissao"):
        day = as_day(rows.effective(row, role))
        if day is not None:
            return day
    return None


def _months(birth: date | None, day: date | None) -> int | None:
    """Return the age in completed months, or None where it cannot be told."""
    if day is None or birth is None or day < birth:
        return None
    months = (day.year - birth.year) * 12 + day.month - birth.month
    return months - (day.day < birth.day)


def _cbo(rows: Rows, row: int) -> str:
    """Return the occupation of the row, or of the first row below it."""
    own = rows.effective(row, "cbo")
    element = rows.model.by_role.get("cbo")
    if own or element is None:
        return str(own or "")
    below = (
        parse(element, each.cells.get(element.path, ""))
        for each in rows.live()
        if each.parent_id == row and each.list == element.group_path
    )
    return str(next((each for each in below if each), ""))


def _cids(rows: Rows) -> list[str]:
    """Return the CID-10 codes of the diagnoses."""
    element = rows.model.by_role.get("codigo_diagnostico")
    if element is None:
        return []
    found = []
    for each in rows.live():
        if each.list == element.group_path:
            table = element.table or rows.value(each.id, "terminologia_diagnostico")
            code = rows.value(each.id, "codigo_diagnostico")
            if table == _CID and code:
                found.append(str(code))
    return found
