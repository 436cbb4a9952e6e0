"""What somebody wants of the list of contacts: which ones, and in what order."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from coletor.contact.fold import fold
from coletor.store.list_days import days_of, instants_of, months_of

AFTER_EVERY_TEXT = "\U0010ffff"


class Sort(StrEnum):
    """How the list is ordered: the column that says it; each is the order of an index."""

    CHANGED = "changed_at"
    ADMISSION = "by_admission"
    PATIENT = "by_patient"
    CNS = "by_cns"
    WORD = "word"
    TYPED = "typed_at"

    @property
    def whole_index(self) -> str:
        """Return the index of this order over the whole list."""
        return f"contact_list_{_INDEX[self]}"

    @property
    def facet_index(self) -> str:
        """Return the index of this order within one facet; the day of typing has none."""
        return f"contact_list_facet_{_INDEX[self]}"

    @property
    def newest_first(self) -> bool:
        """Tell whether a person expects the greatest first."""
        return self in {Sort.CHANGED, Sort.ADMISSION, Sort.TYPED}


_INDEX = {
    Sort.CHANGED: "changed",
    Sort.ADMISSION: "admission",
    Sort.PATIENT: "patient",
    Sort.CNS: "number",
    Sort.WORD: "word",
    Sort.TYPED: "typed",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Rows whose column holds a value from one on, up to another.

    Args:
        sort: the column.
        low: the least value.
        high: the first value that is too great.
    """

    sort: Sort
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Which contacts are wanted; what is not said does not restrict.

    Args:
        word: an id of ``coletor.store.situation.WORDS``.
        text: beginning of the patient's name (without regard to accents) or of the CNS.
        competencia: month of the admission, AAAAMM; the first one where ``until`` is said.
        until: last month of the admission, AAAAMM.
        modality: code of the modality.
        operator_id: who typed it.
        procedure: code of any of its procedures, without mask.
        attended: days of the admission, as ``coletor.store.list_days`` keeps them.
        typed: days on which its typing began, likewise.
    """

    word: str | None = None
    text: str | None = None
    competencia: str | None = None
    until: str | None = None
    modality: str | None = None
    operator_id: int | None = None
    procedure: str | None = None
    attended: str | None = None
    typed: str | None = None

    def months(self) -> tuple[str, str] | None:
        """Return the first and the last month, None where any (or none) will do."""
        if self.competencia is None and self.until is None:
            return months_of(self.attended) if self.attended else None
        if self.competencia is None:
            return "0", self.until or ""
        return self.competencia, self.until or self.competencia

    def beginning(self) -> tuple[Sort, str] | None:
        """Return the order in which what begins with the text stands together, and the text."""
        said = fold(self.text or "").strip()
        if not said:
            return None
        digits = "".join(said.split())
        return (Sort.CNS, digits) if digits.isdigit() else (Sort.PATIENT, said)

    def spans(self) -> list[Span]:
        """Return what is wanted of columns that have an order: text, days; not whole months."""
        spans, beginning = [], self.beginning()
        if beginning is not None:
            sort, text = beginning
            spans.append(Span(sort, text, text + AFTER_EVERY_TEXT))
        if self.attended and not months_of(self.attended):
            first, last = days_of(self.attended)
            spans.append(Span(Sort.ADMISSION, str(first), str(last) + AFTER_EVERY_TEXT))
        if self.typed:
            spans.append(Span(Sort.TYPED, *instants_of(self.typed)))
        return spans

    def said(self) -> dict[str, Any]:
        """Return what restricts, by the name of its field."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter with its order, as a saved view keeps it.

    Args:
        filter: which contacts.
        sort: by what.
        descending: the greatest first.
    """

    filter: Filter = Filter()
    sort: Sort = Sort.CHANGED
    descending: bool = True
