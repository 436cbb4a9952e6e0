"""The top bar: whose data these are, which month, who works, and whether it is training."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from coletor import clock
from coletor.messages import text
from ui.style import fonts
from ui.style.palette import metric
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, label
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone

_SEARCH_WIDTH = 420
_SEARCH_SHARE = 12


class TopBar(QFrame):
    """The bar over every screen.

    Args:
        name: the establishment's name.
        cnes: its CNES.
        training: whether nothing here is real.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        name: str,
        cnes: str,
        *,
        training: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "top")
        self.setProperty("training", "true" if training else "")
        self.setFixedHeight(metric("top_bar"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self._name = Elided(name, fonts.strong())
        self._name.setMaximumWidth(self._name.sizeHint().width())
        row.addWidget(self._name)
        tone = "warning" if training else "muted"
        self._cnes = label(text("ui.top.cnes", cnes=cnes), fonts.secondary(), tone)
        row.addWidget(self._cnes)
        self.month = Pill("", Tone.ACCENT, rounded=True)
        self.show_month()
        row.addWidget(self.month)
        self._band: QLabel | None = None
        self.practice = Button(text("help.practice.start"), kind="flat")
        if training:
            self.mark = Pill(text("ui.top.training"), Tone.WARNING, rounded=True)
            self.mark.setToolTip(text("ui.top.training_tip"))
            row.addWidget(self.mark)
            self._band = label(text("help.practice.band"), fonts.secondary(), "warning")
            row.addWidget(self._band)
            self.practice.set_text(text("help.practice.back"))
            self.practice.hide()  # until somebody knows where back is
        else:
            self.practice.setToolTip(text("help.practice.start_tip"))
        row.addStretch(1)
        row.addWidget(self.practice)
        self._operator = label("", fonts.secondary(), tone)
        row.addWidget(self._operator)

    def add_search(self, field: QWidget) -> None:
        """Put the field that finds everything on the bar."""
        field.setMaximumWidth(_SEARCH_WIDTH)
        self._row.insertWidget(self._row.indexOf(self.practice), field, _SEARCH_SHARE)

    def show_month(self) -> None:
        """Show the competência in progress; the program may stay open over the end of a month."""
        self.month.setText(text("ui.top.month", month=f"{clock.today():%m/%Y}"))

    def show_name(self, name: str) -> None:
        """Show another name of the establishment."""
        self._name.set_text(name)
        self._name.setMaximumWidth(self._name.sizeHint().width())

    def show_operator(self, name: str) -> None:
        """Show who works."""
        self._operator.setText(name)

    def set_compact(self, compact: bool) -> None:
        """Leave out in a narrow window what does not change while it is open."""
        self._cnes.setHidden(compact)
        self._operator.setHidden(compact)
        if self._band is not None:
            self._band.setHidden(compact)

    def offer_way_out(self, words: str) -> None:
        """Show the button that leaves the training.

        Args:
            words: where it leads.
        """
        self.practice.set_text(words)
        self.practice.show()
