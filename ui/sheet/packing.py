"""Packages in a sheet: one key puts the procedures of one into the contact of a line."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from coletor.contact.drafting import NewRow
from coletor.messages import text
from coletor.packages import NUMBERS, Package
from ui.form import filling
from ui.form.rows import Change, Rows
from ui.sheet.lines import LineSession
from ui.widgets.tone import Tone

if TYPE_CHECKING:
    from coletor.errors import ColetorError
    from ui.sheet.page import SheetPage


class SheetPacking(QObject):
    """What the keys of packages do in a sheet.

    Args:
        page: the page; it owns this object.
    """

    def __init__(self, page: "SheetPage") -> None:
        super().__init__(page)
        self._page = page
        QShortcut(QKeySequence("F5"), page).activated.connect(self.tell)
        for number in NUMBERS:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), page)
            shortcut.activated.connect(partial(self.put_numbered, number))

    def tell(self) -> None:
        """Say which packages have a key here."""

        def found(packages: list[Package]) -> None:
            named = [
                text("sheet.package.key", number=each.number, name=each.name)
                for each in sorted(packages, key=lambda each: each.number or 0)
                if each.number
            ]
            if named:
                self._say(text("sheet.package.keys", keys=" · ".join(named)))
            else:
                self._say(text("sheet.package.none"))

        self._read(found)

    def put_numbered(self, number: int) -> None:
        """Put the package of a key into the line in hand."""
        line = self._line()
        if line is None:
            self._say(text("sheet.package.in_line"))
            return

        def found(packages: list[Package]) -> None:
            package = next((each for each in packages if each.number == number), None)
            if package is None:
                self._say(text("packages.form.no_number", number=number))
            else:
                self._put(line, package)

        self._read(found)

    def _line(self) -> LineSession | None:
        """Return the line being typed or marked; None while the cursor is in the header."""
        page, here = self._page, QApplication.focusWidget()
        view = page.view
        if view is None or page.starting or page.departing.busy or not page.sheet_in_view:
            return None
        if here is not None and view.header.isAncestorOf(here):
            return None
        return view.line

    def _read(self, then: Callable[[list[Package]], None]) -> None:
        """Read the packages; what is typed on meanwhile comes after them."""
        page = self._page
        desk = page.desk
        if desk is None or not page.sheet_in_view:
            return
        page.keys.hold()
        packages, model_id = page.context.workspace.packages, desk.model.id

        def done(found: list[Package]) -> None:
            if page.desk is desk:
                then(found)
            page.free_keys()

        def failed(error: "ColetorError") -> None:
            page.context.toast(str(error), Tone.ERROR)
            page.free_keys()

        page.context.tasks.query(lambda: packages.all(model_id), done, failed, owner=self)

    def _put(self, line: LineSession, package: Package) -> None:
        """Put the rows in as one act; what the sheet types in goes on where it was."""
        view = self._page.view
        if view is None or line not in view.desk.lines:
            self._say(text("packages.form.too_late"))
            return
        entries = {
            row.list_path: line.layout.table(row.list_path).entry.path for row in package.rows
        }
        line.fill(lambda rows: _put_rows(rows, package, entries))
        if view.editor is not None and view.editor.session is line:
            for binding in view.editor.host.bindings.values():
                binding.reload()
        view.desk.changed.emit(line)
        self._say(text("sheet.package.put", name=package.name))

    def _say(self, words: str) -> None:
        self._page.context.toast(words, Tone.NEUTRAL)


def _put_rows(rows: Rows, package: Package, entries: Mapping[str, str]) -> list[Change]:
    """Put a package's rows after those there are, in the place of a first one without its code.

    A procedure of a package that names no professional takes the line's, which is the header's.

    Args:
        rows: of the line.
        package: what is put in.
        entries: path of the code that a row of each list is nothing without.
    """
    changes: list[Change] = []
    root, lent = rows.root.id, {}
    for path, code in entries.items():
        first = next(iter(rows.children(root, path)), None)
        if first is None:
            continue
        lent[path] = filling.content_of(rows, first).rows
        if not first.cells.get(code, "").strip():
            changes += rows.remove(first.id)
    contents = [_with_lent(row, lent.get(row.list_path, [])) for row in package.rows]
    return changes + filling.put_rows(rows, root, contents)


def _with_lent(content: NewRow, lent: Sequence[NewRow]) -> NewRow:
    """Return a package's row with what the line's own holds and it does not: the professional."""
    own = {row.list_path for row in content.rows}
    return NewRow(
        content.list_path,
        content.cells,
        [*content.rows, *(row for row in lent if row.list_path not in own)],
    )
