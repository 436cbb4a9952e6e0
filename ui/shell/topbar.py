"""The top bar: whose data these are, which month, who works, and whether it is training."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from coletor import clock
from coletor.messages import text
from ui.style import fonts
from ui.style.palette import metric
from ui.widgets.labels import Elided, label, muted
from ui.widgets.marks import Pill
from ui.widgets.tone import Tone


class TopBar(QFrame):
    """The bar over every screen.

    Args:
        name: the establishment's name.
        cnes: its CNES.
        training: whether nothing here is real.
        operator: who works.
        parent: the widget it stands in.
    """

    def __init__(
        self,
        name: str,
        cnes: str,
        *,
        training: bool,
        operator: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "top")
        self.setProperty("training", "true" if training else "")
        self.setFixedHeight(metric("top_bar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self._name = Elided(name, fonts.strong())
        self._name.setMaximumWidth(self._name.sizeHint().width())
        row.addWidget(self._name)
        row.addWidget(label(text("ui.top.cnes", cnes=cnes), fonts.secondary(), "muted"))
        month = f"{clock.today():%m/%Y}"
        row.addWidget(Pill(text("ui.top.month", month=month), Tone.ACCENT, rounded=True))
        if training:
            self.mark = Pill(text("ui.top.training"), Tone.WARNING, rounded=True)
            self.mark.setToolTip(text("ui.top.training_tip"))
            row.addWidget(self.mark)
        row.addStretch(1)
        row.addWidget(muted(operator))
