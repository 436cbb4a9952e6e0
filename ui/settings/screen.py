"""Configurações: the sections at the left, the chosen one beside them."""

import importlib
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from coletor.messages import text
from ui.screens.base import Screen
from ui.settings.section import Section
from ui.style import fonts
from ui.widgets.card import heading
from ui.widgets.scrolling import ScrollPage

SECTIONS = {
    "aparencia": "ui.settings.appearance:AppearanceSection",
    "digitacao": "ui.settings.typing:TypingSection",
    "estabelecimento": "ui.settings.establishment:EstablishmentSection",
    "envio": "ui.settings.sending:SendingSection",
    "dados": "ui.settings.data:DataSection",
    "senha": "ui.settings.password:PasswordSection",
    "sobre": "ui.settings.about:AboutSection",
}
"""Sections by id, in their order; each is imported when first opened."""
_LIST_WIDTH, _LEAST_LIST_WIDTH = 190, 160
_NARROW = 800
_LINE_HEIGHT = 34


class SettingsScreen(Screen):
    """Everything a person may choose."""

    def _building(self) -> Iterator[None]:
        head, _, _ = heading(text("ui.screen.configuracoes"), text("settings.remark"))
        self.page.addLayout(head)
        self.list = self._make_list()
        self._stack = QStackedWidget(self)
        self._sections: dict[str, Section] = {}
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        self.page.addLayout(row, 1)
        yield
        self.section()  # the first one, most often
        self.context.tasks.changed.connect(self._on_changed)

    def _make_list(self) -> QListWidget:
        made = QListWidget()
        made.setObjectName("sections")
        made.setFixedWidth(_LIST_WIDTH)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setFont(fonts.make(weight=fonts.medium()))
        made.setAccessibleName(text("settings.sections"))
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in SECTIONS:
            item = QListWidgetItem(text(f"settings.section.{name}"))
            item.setSizeHint(QSize(0, _LINE_HEIGHT))
            item.setData(Qt.ItemDataRole.UserRole, name)
            made.addItem(item)
        made.currentRowChanged.connect(lambda _row: self._show())
        made.activated.connect(lambda _index: self.section().take_focus())
        return made

    @property
    def current(self) -> str:
        """Id of the section in view."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else next(iter(SECTIONS))

    def section(self) -> Section:
        """Return the section in view, built when first asked for."""
        name = self.current
        if name not in self._sections:
            module, _, kind = SECTIONS[name].partition(":")
            made = cast("Section", getattr(importlib.import_module(module), kind)(self.context))
            self._sections[name] = made
            self._stack.addWidget(ScrollPage(made, text(f"settings.section.{name}")))
        return self._sections[name]

    def activate(self, argument: str = "") -> None:
        """Come into view.

        Args:
            argument: a section's id, or it with a setting's key: "envio/proxy.endereco".
        """
        name, _, key = argument.partition("/")
        wanted = name if name in SECTIONS else self.current
        self.list.setCurrentRow(list(SECTIONS).index(wanted))
        self._show()
        if key:
            self.section().take_focus(key)
        else:
            self.list.setFocus()

    def _fit(self) -> None:
        """Leave the room to the section in a narrow window."""
        self.list.setFixedWidth(_LIST_WIDTH if self.width() >= _NARROW else _LEAST_LIST_WIDTH)

    def _show(self) -> None:
        section = self.section()
        self._stack.setCurrentIndex(list(self._sections).index(self.current))
        section.read()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "tables" in touched and self.isVisible():
            self.section().read()
