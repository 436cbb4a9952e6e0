"""What the list is cut by: a row of chips, quiet until one restricts."""

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coletor.identifiers import sigtap
from coletor.messages import text
from coletor.store import Filter, ListRow
from ui.contacts.chip import Chip, Choice
from ui.contacts.reading import Choices, modality_names
from ui.widgets.buttons import Button

_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{3}-\d")
_SINCE = "desde:"
_ANY = ""


def month_words(month: str) -> str:
    """Return a month as a person reads it."""
    return f"{month[4:]}/{month[:4]}"


class FilterBar(QWidget):
    """Month, modality, operator, and "like this one"."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Filter()
        self._row: ListRow | None = None
        self._names = modality_names()
        self._operators: dict[int, str] = {}
        self._choices: Choices | None = None
        self.month = Chip(text("contacts.filter.month"))
        self.modality = Chip(text("contacts.filter.modality"))
        self.operator = Chip(text("contacts.filter.operator"))
        self.like = Chip(text("contacts.filter.like"))
        self.clear_button = Button(text("contacts.filter.clear"), kind="flat")
        self.month.chosen.connect(self._on_month)
        self.modality.chosen.connect(lambda code: self._put(modality=code or None))
        self.operator.chosen.connect(
            lambda number: self._put(operator_id=int(number) if number else None)
        )
        self.like.chosen.connect(self._on_like)
        self.clear_button.clicked.connect(self.clear)
        policy = self.clear_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is below does not move when it comes
        self.clear_button.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for chip in (self.month, self.modality, self.operator, self.like, self.clear_button):
            row.addWidget(chip)
        row.addStretch(1)
        self.show_filter(self._wanted)

    def filter(self, word: str | None, sought: str) -> Filter:
        """Return what is wanted.

        Args:
            word: the situation, None for any.
            sought: what was typed: a name, a CNS, or a procedure's code with its mask.
        """
        said = sought.strip()
        if _CODE.fullmatch(said):
            return replace(self._wanted, word=word, text=None, procedure=sigtap.normalise(said))
        return replace(self._wanted, word=word, text=said or None)

    def show_filter(self, wanted: Filter) -> None:
        """Put a filter in force without telling; its word and its text are another's."""
        self._wanted = replace(wanted, word=None, text=None)
        self.month.say(self._month_said())
        code = wanted.modality
        self.modality.say(self._names.get(code, code) if code else "")
        person = wanted.operator_id
        self.operator.say(self._operators.get(person, str(person)) if person else "")
        procedure = wanted.procedure
        self.like.say(sigtap.masked(procedure) if procedure else "")
        self.clear_button.setVisible(bool(self._wanted.said()))

    def show_choices(self, choices: Choices) -> None:
        """Offer what there is."""
        if choices == self._choices:
            return
        self._choices, self._operators = choices, choices.operators
        totals = choices.totals
        self._offer_months(totals.months)
        self._offer(self.modality, "modality", totals.modalities, self._names)
        people = {str(number): name for number, name in self._operators.items()}
        counts = {str(number): count for number, count in totals.operators.items()}
        self._offer(self.operator, "operator", counts, people)
        self.show_filter(self._wanted)

    def show_row(self, row: ListRow | None) -> None:
        """Offer what is like the marked contact."""
        self._row = row
        lines = []
        if row is not None:
            offers = (
                ("patient", row.cns),
                ("procedure", row.procedure),
                ("month", row.competencia),
            )
            lines = [
                Choice(id_, text(f"contacts.filter.like_{id_}")) for id_, value in offers if value
            ]
        if self._wanted.procedure:
            lines.append(Choice(_ANY, text("contacts.filter.clear"), apart=True))
        nothing = Choice("", text("contacts.filter.like_nothing"), off=True)
        self.like.offer(lines or [nothing])

    def clear(self) -> None:
        """Restrict nothing any more."""
        self.show_filter(Filter())
        self.changed.emit()

    sought_like = Signal(str)  # what the search field should say

    def _on_like(self, which: str) -> None:
        row = self._row
        if which == "patient" and row is not None:
            self.sought_like.emit(row.cns or "")
        elif which == "month" and row is not None:
            self._put(competencia=row.competencia, until=None)
        else:
            self._put(procedure=row.procedure if row is not None and which else None)

    def _on_month(self, said: str) -> None:
        if said.startswith(_SINCE):
            self._put(competencia=said.removeprefix(_SINCE), until="999912")
        else:
            self._put(competencia=said or None, until=None)

    def _put(self, **values: object) -> None:
        self.show_filter(replace(self._wanted, **values))  # type: ignore[arg-type]
        self.changed.emit()

    def _month_said(self) -> str:
        months = self._wanted.months()
        if months is None:
            return ""
        first, last = months
        if first == last:
            return month_words(first)
        if last == "999912":
            return text("contacts.filter.month_from", month=month_words(first)).rstrip("…")
        return text("contacts.filter.range", first=month_words(first), last=month_words(last))

    def _offer_months(self, counts: dict[str, int]) -> None:
        months = sorted(counts, reverse=True)[:_MONTHS]
        lines = [Choice(_ANY, text("contacts.filter.month_any"))]
        lines += [
            Choice(month, month_words(month), counts[month], apart=not place)
            for place, month in enumerate(months)
        ]
        years = sorted({month[:4] for month in counts}, reverse=True)[:_YEARS]
        lines += [
            Choice(
                f"{_SINCE}{year}01",
                text("contacts.filter.month_from", month=f"01/{year}").rstrip("…"),
                apart=not place,
            )
            for place, year in enumerate(years)
        ]
        self.month.offer(lines)

    def _offer(self, chip: Chip, name: str, counts: dict[str, int], names: dict[str, str]) -> None:
        ordered = sorted(counts.items(), key=lambda one: -one[1])[:_MONTHS]
        lines = [Choice(_ANY, text(f"contacts.filter.{name}_any"))]
        lines += [
            Choice(value, names.get(value, value), count, apart=not place)
            for place, (value, count) in enumerate(ordered)
        ]
        chip.offer(lines)


_MONTHS, _YEARS = 14, 3
"""Months and years that a menu offers: what a clerk looks back on."""
