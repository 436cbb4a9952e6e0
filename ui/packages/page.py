"""The packages of the establishment: what each holds, its name and its key, changed in place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from coletor.errors import ColetorError
from coletor.messages import text
from coletor.model import load_model
from coletor.packages import Package, PackageError, Words, library_names, words_of
from ui.packages.card import PackageCard
from ui.packages.listing import PackageList
from ui.screens.base import Screen
from ui.widgets.beside import Beside
from ui.widgets.card import Card, EmptyState, heading
from ui.widgets.notice import Notice
from ui.widgets.tone import Tone

TOUCHED = ("packages",)
_LIST_WIDTH, _LEAST_CARD, _HEIGHTS = 340, 420, (230, 300)


@dataclass(frozen=True, slots=True)
class _Shown:
    packages: Sequence[Package]
    removed: Sequence[Package]
    mark: int


class PackagesPage(Screen):
    """The page of Digitar where packages are looked after.

    Args:
        context: what it works with.
        parent: the widget it stands in.
    """

    def _building(self) -> Iterator[None]:
        self._undo: Callable[[], None] | None = None
        self._head, _, _ = heading(text("packages.page.title"), text("packages.page.remark"))
        self.page.addLayout(self._head)
        self.notice = Notice()
        self.notice.acted.connect(self._take_back)
        self.page.addWidget(self.notice)
        self._stack = QStackedWidget(self)
        inside = Beside(self._stack, width=_LIST_WIDTH, least=_LEAST_CARD, heights=_HEIGHTS)
        self.list, self.card = PackageList(inside), PackageCard(inside)
        yield
        inside.stand(self.list, self.card, fixed=self.list)
        empty = Card()
        nothing = EmptyState(
            "package", text("packages.page.empty"), text("packages.page.empty_how")
        )
        self.begin = nothing.offer(text("packages.page.type"), text("packages.page.type_cap"))
        self.begin.clicked.connect(lambda: self.context.go("digitar", ""))
        empty.body.addWidget(nothing)
        yield
        self._stack.addWidget(inside)
        self._stack.addWidget(empty)
        self.page.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.list.marked.connect(self._on_marked)
        self.list.changing.connect(self.card.take_focus)
        self.list.removing.connect(self._remove)
        self.list.restoring.connect(self._restore)
        self.list.undoing.connect(self._take_back)
        self.card.renamed.connect(self._rename)
        self.card.dropping.connect(self._drop)
        self.card.left.connect(self.list.list.setFocus)
        self.context.tasks.changed.connect(self._on_changed)

    def take_modes(self, control: QWidget) -> None:
        """Put the control that switches between the ways of typing into the head."""
        self._head.addWidget(control)
        control.show()

    def activate(self, argument: str = "") -> None:
        """Show the packages as they are now."""
        self.notice.clear()
        self._undo = None
        self._read(0)
        self.list.list.setFocus()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look after."""
        return self._stack.currentIndex() == 1

    def _read(self, mark: int) -> None:
        packages = self.context.workspace.packages
        self.context.tasks.query(
            lambda: _Shown(packages.all(), packages.removed(), mark),
            self._on_read,
            self._on_error,
            owner=self,
        )

    def _on_read(self, shown: _Shown) -> None:
        anything = bool(shown.packages or shown.removed)
        self._stack.setCurrentIndex(0 if anything else 1)
        if anything:
            self.list.show_packages(shown.packages, shown.removed, shown.mark)
        elif self.isVisible():
            self.begin.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_marked(self, package: Package | None) -> None:
        self.card.setVisible(package is not None)
        if package is None:
            return
        find = self.context.workspace.library.find
        self.card.show_package(package, ())

        def work() -> list[Words]:
            model = load_model(package.model_id)
            return words_of(model, package.rows, library_names(find))

        def done(words: list[Words]) -> None:
            if self.list.current() == package:
                self.card.show_words(words)

        self.context.tasks.query(work, done, self._on_error, owner=self)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched.intersection(TOUCHED):
            current = self.list.current()
            self._read(current.id if current else 0)

    # What is changed

    def _rename(self, package: Package, name: str, number: str) -> None:
        wanted = int(number) if number.isdecimal() else None
        if number and wanted is None:
            wanted = 0  # whatever it was, it is no figure of a key: the refusal says which are
        self._save(package, name, wanted)

    def _drop(self, package: Package, place: int) -> None:
        rows = [row for each, row in enumerate(package.rows) if each != place]
        self._save(replace(package, rows=tuple(rows)), package.name, package.number)
        self._offer_undo(
            text("packages.page.row_dropped"),
            lambda: self._save(package, package.name, package.number),
        )

    def _save(self, package: Package, name: str, number: int | None) -> None:
        packages, operator = self.context.workspace.packages, self.context.workspace.operator.id
        self.context.tasks.change(
            lambda: packages.save(
                name,
                package.model_id,
                package.rows,
                operator,
                number=number,
                package_id=package.id,
            ),
            self._on_saved,
            self._on_refused,
            touches=TOUCHED,
            owner=self,
        )

    def _on_saved(self, package: Package) -> None:
        self.context.toast(text("packages.page.saved", name=package.name), Tone.OK)

    def _on_refused(self, error: ColetorError) -> None:
        if isinstance(error, PackageError) and error.message_id == "packages.no_rows":
            self._undo = None
            self.notice.say(text("packages.page.last_row"), Tone.WARNING)
            return
        self.card.say(str(error), about_number=error.message_id.startswith("packages.number"))

    def _remove(self, package: Package) -> None:
        packages, operator = self.context.workspace.packages, self.context.workspace.operator.id
        self._act(lambda: packages.remove(package.id, operator))
        self._offer_undo(
            text("packages.page.removed", name=package.name), lambda: self._restore(package)
        )

    def _restore(self, package: Package) -> None:
        packages, operator = self.context.workspace.packages, self.context.workspace.operator.id
        self._act(lambda: packages.restore(package.id, operator))

    def _act(self, work: Callable[[], object]) -> None:
        self.context.tasks.change(
            work, lambda _done: None, self._on_error, touches=TOUCHED, owner=self
        )

    def _offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        self._undo = undo
        self.notice.say(words, Tone.NEUTRAL, text("packages.page.take_back"))

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.notice.clear()
        if undo is not None:
            undo()
            self.list.list.setFocus()

    def _on_error(self, error: ColetorError) -> None:
        self.context.toast(str(error), Tone.ERROR)
