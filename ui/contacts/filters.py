"""What the list is cut by: a row of chips, quiet until one restricts."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from coletor.messages import text
from coletor.model import masked
from coletor.store import Filter, ListRow
from ui.contacts.chip import Chip, Choice
from ui.contacts.period import PeriodChip, period_words, quick_choices
from ui.contacts.reading import Choices, modality_names
from ui.contacts.sought import sought
from ui.widgets.buttons import Button

_SINCE, _MONTH, _WITH = "desde:", "mes:", "procedimento:"
_ANY = ""
_GAP = 4
_KEYS = ("Ctrl D", "Ctrl Shift D")


def month_words(month: str) -> str:
    """Return a month as a person reads it."""
    return f"{month[4:]}/{month[:4]}"


class FilterBar(QWidget):
    """Days, modality, operator, and "like this one"."""

    changed = Signal()
    sought_like = Signal(str)  # what the search field should say
    misread = Signal(str)  # what was typed as days is none
    left = Signal()  # days are no longer being typed

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Filter()
        self._row: ListRow | None = None
        self._names = modality_names()
        self._operators: dict[int, str] = {}
        self._choices: Choices | None = None
        self.attended = PeriodChip(text("contacts.filter.attended"), _KEYS[0])
        self.typed = PeriodChip(text("contacts.filter.typed"), _KEYS[1])
        self.modality = Chip(text("contacts.filter.modality"))
        self.operator = Chip(text("contacts.filter.operator"))
        self.like = Chip(text("contacts.filter.like"))
        self.clear_button = Button(text("contacts.filter.clear"), kind="flat")
        self.attended.chosen.connect(self._on_attended)
        self.typed.chosen.connect(lambda period: self._put(typed=period or None))
        self.typed.offer(quick_choices("contacts.filter.typed_any", _KEYS[1]))
        for period in (self.attended, self.typed):
            period.misread.connect(self.misread)
            period.left.connect(self.left)
        self.modality.chosen.connect(lambda code: self._put(modality=code or None))
        self.operator.chosen.connect(
            lambda number: self._put(operator_id=int(number) if number else None)
        )
        self.like.chosen.connect(self._on_like)
        self.clear_button.clicked.connect(self.clear)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(_GAP)
        self._parts = (
            self._line(self.attended, self.typed),
            self._line(self.modality, self.operator, self.like),
        )
        self._lines.addStretch(1)
        self.show_filter(self._wanted)

    def _line(self, *chips: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for chip in chips:
            row.addWidget(chip)
        row.addStretch()
        self._lines.addLayout(row)
        return row

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider line: large text puts the days above the rest."""
        height = super().minimumSizeHint().height()
        return QSize(max(part.minimumSize().width() for part in self._parts), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand on one line where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Stand on one line where there is room for it, once a chip says more."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        needed = sum(part.minimumSize().width() for part in self._parts) + _GAP
        way = QBoxLayout.Direction
        fitting = way.LeftToRight if needed <= self.width() else way.TopToBottom
        if fitting is not self._lines.direction():
            self._lines.setDirection(fitting)
            self.updateGeometry()

    def filter(self, word: str | None, said: str) -> Filter:
        """Return what is wanted.

        Args:
            word: the situation, None for any.
            said: what the search field says.
        """
        return sought(replace(self._wanted, word=word), said)

    def show_filter(self, wanted: Filter) -> None:
        """Put a filter in force without telling; its word and its text are another's."""
        self._wanted = replace(wanted, word=None, text=None)
        self.attended.say(self._attended_said())
        self.typed.say(period_words(wanted.typed) if wanted.typed else "")
        code = wanted.modality
        self.modality.say(self._names.get(code, code) if code else "")
        person = wanted.operator_id
        self.operator.say(self._operators.get(person, str(person)) if person else "")
        procedure = wanted.procedure
        self.like.say(masked(procedure) if procedure else "")
        self.clear_button.setVisible(bool(self._wanted.said()))

    def show_choices(self, choices: Choices) -> None:
        """Offer what there is."""
        if choices == self._choices:
            return
        self._choices, self._operators = choices, choices.operators
        totals = choices.totals
        self._offer_days(totals.months)
        self._offer(self.modality, "modality", totals.modalities, self._names)
        people = {str(number): name for number, name in self._operators.items()}
        counts = {str(number): count for number, count in totals.operators.items()}
        self._offer(self.operator, "operator", counts, people)
        self.show_filter(self._wanted)

    def show_row(self, row: ListRow | None) -> None:
        """Offer what is like the marked contact."""
        self._row = row
        lines = _like(row) if row is not None else []
        if self._wanted.procedure:
            lines.append(Choice(_ANY, text("contacts.filter.like_any"), apart=True))
        nothing = Choice("", text("contacts.filter.like_nothing"), off=True)
        self.like.offer(lines or [nothing])

    def clear(self) -> None:
        """Restrict nothing any more."""
        self.show_filter(Filter())
        self.changed.emit()

    def _on_like(self, which: str) -> None:
        row = self._row
        if which == "patient" and row is not None:
            self.sought_like.emit(row.cns or "")
        elif which == "day" and row is not None:
            self._on_attended(f"{row.admission}/{row.admission}")
        elif which == "month" and row is not None:
            self._on_attended(f"{_MONTH}{row.competencia}")
        else:
            self._put(procedure=which.removeprefix(_WITH) or None)

    def _on_attended(self, said: str) -> None:
        """Take days or months: either takes the place of the other."""
        month = until = period = None
        if said.startswith(_SINCE):
            month, until = said.removeprefix(_SINCE), _FOR_EVER
        elif said.startswith(_MONTH):
            month = said.removeprefix(_MONTH)
        else:
            period = said or None
        self._put(competencia=month, until=until, attended=period)

    def _put(self, **values: object) -> None:
        self.show_filter(replace(self._wanted, **values))  # type: ignore[arg-type]
        self.changed.emit()

    def _attended_said(self) -> str:
        if self._wanted.attended:
            return period_words(self._wanted.attended)
        months = self._wanted.months()
        if months is None:
            return ""
        first, last = months
        if first == last:
            return month_words(first)
        if last == _FOR_EVER:
            return text("contacts.filter.month_from", month=month_words(first))
        return text("contacts.filter.range", first=month_words(first), last=month_words(last))

    def _offer_days(self, counts: dict[str, int]) -> None:
        months = sorted(counts, reverse=True)[:_MONTHS]
        lines = quick_choices("contacts.filter.attended_any", _KEYS[0])
        lines += [
            Choice(f"{_MONTH}{month}", month_words(month), counts[month], apart=not place)
            for place, month in enumerate(months)
        ]
        years = sorted({month[:4] for month in counts}, reverse=True)[:_YEARS]
        lines += [
            Choice(
                f"{_SINCE}{year}01",
                text("contacts.filter.month_from", month=f"01/{year}"),
                apart=not place,
            )
            for place, year in enumerate(years)
        ]
        self.attended.offer(lines)

    def _offer(self, chip: Chip, name: str, counts: dict[str, int], names: dict[str, str]) -> None:
        ordered = sorted(counts.items(), key=lambda one: -one[1])[:_MONTHS]
        lines = [Choice(_ANY, text(f"contacts.filter.{name}_any"))]
        lines += [
            Choice(value, names.get(value, value), count, apart=not place)
            for place, (value, count) in enumerate(ordered)
        ]
        chip.offer(lines)


def _like(row: ListRow) -> list[Choice]:
    """Return the offers of what is like a contact."""
    offers = [Choice("patient", text("contacts.filter.like_patient"))] if row.cns else []
    if row.admission:
        offers.append(Choice("day", text("contacts.filter.like_day")))
    if row.competencia:
        offers.append(Choice("month", text("contacts.filter.like_month")))
    return offers + [
        Choice(
            f"{_WITH}{code}",
            text("contacts.filter.like_procedure", code=masked(code)),
            apart=not place,
        )
        for place, code in enumerate(row.codes[:_PROCEDURES])
    ]


_MONTHS, _YEARS, _PROCEDURES = 12, 3, 6
"""Months, years and procedures that a menu offers: what a clerk looks back on."""
_FOR_EVER = "999912"
